import type { AST } from "@eslint-community/regexpp";
import { charTest, type PatternFlags } from "./charTest.ts";

/** What stands for a class of characters: what numbers are made of before all else. */
const usual = [..."1a0A .-+,:/#_xZ"];

/** Longer than any text that somebody would write out. */
const maximumLength = 1_000;

/**
 * A short text that a regular expression is likely to match: the first of alternatives, what may be left out left
 * out, unless nothing remains. Looking around and back is passed over, so whoever uses it has to match it.
 */
export function sampleText(tree: AST.Pattern, flags: PatternFlags): string {
  const plain = ofFirst(tree.alternatives, 0, flags);
  return plain === "" ? ofFirst(tree.alternatives, 1, flags) : plain;
}

function ofFirst([first]: readonly AST.Alternative[], least: number, flags: PatternFlags): string {
  return (first?.elements ?? []).map((element) => ofElement(element, least, flags)).join("");
}

function ofElement(element: AST.Element, least: number, flags: PatternFlags): string {
  switch (element.type) {
    case "Character":
      return String.fromCodePoint(element.value);
    case "CharacterClass":
    case "CharacterSet":
      return ofClass(element, flags);
    case "Group":
    case "CapturingGroup":
      return ofFirst(element.alternatives, least, flags);
    case "Quantifier": {
      const turns = Math.max(element.min, Math.min(least, element.max));
      const text = ofElement(element.element, least, flags);
      return text.length * turns <= maximumLength ? text.repeat(turns) : "";
    }
    default:
      return "";
  }
}

function ofClass(node: AST.CharacterClass | AST.CharacterSet, flags: PatternFlags): string {
  const isOfIt = charTest(node.raw, flags);
  const own = node.type === "CharacterClass" ? node.elements.flatMap(charactersOf) : [];
  return [...usual, ...own].find((char) => isOfIt(char, 0, false) !== undefined) ?? "";
}

function charactersOf(element: AST.CharacterClassElement): readonly string[] {
  if (element.type === "Character") return [String.fromCodePoint(element.value)];
  return element.type === "CharacterClassRange" ? [String.fromCodePoint(element.min.value)] : [];
}

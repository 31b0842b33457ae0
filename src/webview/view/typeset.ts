import { html, nothing } from "lit";
import { Directive, directive } from "lit/directive.js";
import temml from "temml";
import type { Formula } from "../model/formula.ts";

/**
 * LaTeX as MathML elements. Names in it are escaped by our own printer, and elements are made one by
 * one, so nothing of the code is ever parsed as HTML.
 */
class Typeset extends Directive {
  private latex = "";
  private shown: unknown = nothing;

  override render({ text, latex }: Formula): unknown {
    const wanted = latex ?? "";
    if (wanted !== this.latex || wanted === "") {
      this.latex = wanted;
      this.shown = (wanted === "" ? undefined : mathOf(wanted)) ?? text;
    }
    return this.shown;
  }
}

const typesetDirective = directive(Typeset);

/** A formula typeset, or its text where it has no LaTeX. */
export function typeset(formula: Formula) {
  const kind = formula.latex === undefined ? "term" : "term math";
  return html`<span class=${kind}>${typesetDirective(formula)}</span>`;
}

/** Undefined for what the typesetter does not know: a name in a script of its own, for instance. */
function mathOf(latex: string): Element | undefined {
  const place = document.createElement("span");
  try {
    // Words as words: as single letters a screen reader would spell them.
    const spoken = latex.replaceAll("\\mathrm{", "\\text{");
    temml.render(spoken, place, { throwOnError: true, wrap: "none" });
  } catch {
    return undefined;
  }
  lowerFences(place);
  return place.firstElementChild ?? undefined;
}

/** Parentheses around a single line of text need not grow; where no mathematical font is found they grow too far. */
function lowerFences(formula: Element): void {
  for (const fence of formula.querySelectorAll('mo[stretchy="true"]')) {
    if (!fence.parentElement?.querySelector("mfrac, msqrt, mroot, mtable")) {
      fence.setAttribute("stretchy", "false");
    }
  }
}

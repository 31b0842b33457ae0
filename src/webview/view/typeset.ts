import { html } from "lit";
import { Directive, directive } from "lit/directive.js";
import temml from "temml";
import type { Formula } from "../model/formula.ts";
import { room } from "./room.ts";

/** About as wide as a sign of a formula is, in pixels. */
const SIGN = 9;

/**
 * LaTeX as MathML elements. Names in it are escaped by our own printer, and elements are made one by
 * one, so nothing of the code is ever parsed as HTML.
 */
class Typeset extends Directive {
  private latex: string | undefined;
  private width = 0;
  private shown: Element | undefined;

  override render({ text, latex }: Formula, width: number): unknown {
    if (latex !== this.latex || width !== this.width) {
      const fits = latex !== undefined && SIGN * signsAcross(latex) <= width;
      this.shown = fits ? mathOf(latex) : undefined;
      this.latex = latex;
      this.width = width;
    }
    return html`<span class=${this.shown ? "term math" : "term"}>${this.shown ?? text}</span>`;
  }
}

const typesetDirective = directive(Typeset);

/** A formula typeset; its text, which can be broken into lines, where it has no LaTeX or is wider than that. */
export function typeset(formula: Formula, width = room(Number.POSITIVE_INFINITY)) {
  return typesetDirective(formula, width);
}

/** How many signs stand beside one another: a fraction is as wide as the longer of its sides. */
function signsAcross(latex: string): number {
  let signs = latex
    .replaceAll(/\\(?:times|cdot)/g, "···")
    .replaceAll(/\\(?:left|right)/g, "")
    .replaceAll(/\\(?!d?frac|sqrt|text|math|operatorname)[a-z]+/gi, "·")
    .replaceAll(/\s/g, "");
  for (let before = ""; before !== signs; ) {
    before = signs;
    signs = signs
      .replaceAll(/\\d?frac\{([^{}]*)\}\{([^{}]*)\}/g, (_, over, under) =>
        over.length > under.length ? over : under,
      )
      .replaceAll(/(?:\\(?!d?frac)[a-z]+|[_^])\{([^{}]*)\}/gi, "$1");
  }
  return signs.replaceAll(/[{}_^\\]/g, "").length;
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

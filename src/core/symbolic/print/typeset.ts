/**
 * A formula as it is set on paper: what stands over, under, beside what. Between an expression and
 * MathML, so that its size can be told without a browser, and sides of equations can be put together.
 */
export type Typeset =
  | { readonly kind: "row"; readonly parts: readonly Typeset[] }
  /** A word is a name of several letters, a function's as well. */
  | { readonly kind: "number" | "name" | "word" | "operator"; readonly text: string }
  /** Stands close to what is before it: the ′ of f′. */
  | { readonly kind: "mark"; readonly text: string }
  | { readonly kind: "space" }
  | { readonly kind: "fraction"; readonly over: Typeset; readonly under: Typeset }
  | { readonly kind: "root"; readonly of: Typeset; readonly degree?: string }
  | {
      readonly kind: "script";
      readonly base: Typeset;
      readonly below?: Typeset;
      readonly above?: Typeset;
    }
  /** A large sign with its ends below and above: Σ. */
  | {
      readonly kind: "limits";
      readonly sign: string;
      readonly below: Typeset;
      readonly above?: Typeset;
    }
  /** The signs grow with what is between them. */
  | {
      readonly kind: "fence";
      readonly open: string;
      readonly close: string;
      readonly inner: Typeset;
    }
  | { readonly kind: "grid"; readonly rows: readonly (readonly Typeset[])[] };

export function row(...parts: readonly Typeset[]): Typeset {
  return { kind: "row", parts };
}

export function operator(text: string): Typeset {
  return { kind: "operator", text };
}

export function word(text: string): Typeset {
  return { kind: text.length > 1 ? "word" : "name", text };
}

export function fraction(over: Typeset, under: Typeset): Typeset {
  return { kind: "fraction", over, under };
}

export function fence(inner: Typeset, open = "(", close = ")"): Typeset {
  return { kind: "fence", open, close, inner };
}

/** Over an index, where there is one. */
export function raised(base: Typeset, above: Typeset): Typeset {
  const isIndexed = base.kind === "script" && base.above === undefined;
  return isIndexed ? { ...base, above } : { kind: "script", base, above };
}

/** Whether a line of plain text cannot show it as well. */
export function isTall(formula: Typeset): boolean {
  switch (formula.kind) {
    case "row":
      return formula.parts.some(isTall);
    case "fraction":
    case "root":
    case "grid":
    case "limits":
      return true;
    case "fence":
      return isTall(formula.inner);
    case "script":
      return isTall(formula.base) || (formula.above !== undefined && isLong(formula.above));
    default:
      return false;
  }
}

/** An exponent that text must put into parentheses: e^(−√(x² + 1)). */
function isLong(exponent: Typeset): boolean {
  return partsOf(exponent).length > 3 || partsOf(exponent).some(isUnraised);
}

function partsOf(formula: Typeset): readonly Typeset[] {
  return formula.kind === "row" ? formula.parts.flatMap(partsOf) : [formula];
}

function isUnraised({ kind }: Typeset): boolean {
  return kind !== "number" && kind !== "name" && kind !== "operator";
}

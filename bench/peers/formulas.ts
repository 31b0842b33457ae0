import { compile, derivative, parse } from "mathjs";
import nerdamer from "nerdamer";
import "nerdamer/Calculus.js";

/** Fills in the gradient, and returns the value, too. */
export type Gradient = (x: readonly number[], into: Float64Array) => number;

const scalarText = "tanh((3*x+1)^2)*exp(-x^2)+log(1+exp(x))";

/** mathjs derives, simplifies and compiles; its compiled formulas are trees of closures. */
export function scalarByMathjs(): Gradient {
  const value = compile(scalarText);
  const slope = derivative(scalarText, "x").compile();
  const scope = { x: 0 };
  return ([x = Number.NaN], into) => {
    scope.x = x;
    into[0] = slope.evaluate(scope);
    return value.evaluate(scope);
  };
}

/** nerdamer makes text of the derivative, and JavaScript of the text. */
export function scalarByNerdamer(): Gradient {
  const formula = nerdamer(scalarText);
  const value = formula.buildFunction(["x"]);
  const slope = nerdamer.diff(formula, "x").buildFunction(["x"]);
  return ([x = Number.NaN], into) => {
    into[0] = slope(x);
    return value(x);
  };
}

/** Not simplified: that would take minutes here. */
export function rosenbrockByMathjs(count: number): Gradient {
  const term = (i: number) => `100*(x${i + 1}-x${i}^2)^2+(1-x${i})^2`;
  const formula = parse(Array.from({ length: count - 1 }, (_, i) => term(i)).join("+"));
  const value = formula.compile();
  const names = Array.from({ length: count }, (_, i) => `x${i}`);
  const slopes = names.map((name) => derivative(formula, name, { simplify: false }).compile());
  const scope = new Map<string, number>();
  return (x, into) => {
    for (const [i, name] of names.entries()) scope.set(name, x[i] as number);
    for (const [i, slope] of slopes.entries()) into[i] = slope.evaluate(scope);
    return value.evaluate(scope);
  };
}

import type { Algebra } from "./algebra.ts";
import { divOrZero, maxShare, minShare, powLog, powSlope } from "./derived.ts";

/** Rules over plain numbers: JavaScript's own arithmetic. */
export const numberAlgebra: Algebra<number> = {
  constant: (value) => value,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  pow: (a, b) => a ** b,
  sin: Math.sin,
  cos: Math.cos,
  sinh: Math.sinh,
  cosh: Math.cosh,
  sign: Math.sign,
  trunc: Math.trunc,
  divOrZero,
  powSlope,
  powLog,
  maxShare,
  minShare,
};

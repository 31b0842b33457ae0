import { opIndexOf } from "../ops/table.ts";

/** The rows that most code is made of, as a tape stores them: they have loops of their own. */
export const code = {
  add: opIndexOf("add"),
  sub: opIndexOf("sub"),
  mul: opIndexOf("mul"),
  pow: opIndexOf("pow"),
  max: opIndexOf("max"),
  exp: opIndexOf("exp"),
  log: opIndexOf("log"),
  tanh: opIndexOf("tanh"),
};

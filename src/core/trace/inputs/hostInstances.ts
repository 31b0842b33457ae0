import type { Node } from "../../syntax/ast.ts";
import { construct } from "../functions/construct.ts";
import { lookUp } from "../functions/scope.ts";
import type { Machine, Value } from "../machine.ts";
import { isCallable } from "../values/value.ts";

/** An object of the language that stands for an input, and what its constructor was called with. */
interface Sample {
  readonly path: string;
  readonly instance: Value;
  readonly args: readonly Value[];
}

const day = 86_400_000;
/** An ordinary day in June, in the morning. */
const morning = Date.UTC(2024, 5, 14, 9, 30);
const bytesOfSample = 1_024;

/** A date, or a view of a buffer, and then the buffer; two dates are two days. */
export function hostSample(
  machine: Machine,
  className: string,
  path: string,
  ordinal: number,
  site: Node,
): readonly Sample[] {
  const make = (name: string, at: string, args: readonly Value[]): readonly Sample[] => {
    const owner = lookUp(machine.globals, name)?.value;
    if (!isCallable(owner)) return [];
    return [{ path: at, instance: construct(machine, owner, args, site), args }];
  };
  if (className === "Date") return make("Date", path, [morning + (1 + ordinal) * day]);
  if (className !== "DataView") return [];
  const buffer = make("ArrayBuffer", `${path}.buffer`, [bytesOfSample]);
  return [...make("DataView", path, [buffer[0]?.instance]), ...buffer];
}

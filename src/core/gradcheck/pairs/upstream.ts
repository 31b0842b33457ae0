import type { FunctionEntry } from "../../syntax/functions.ts";

/** The parameter of a backward pass that brings the gradient of what comes after. */
export interface Upstream {
  readonly index: number;
  readonly name: string;
}

const upstreamName =
  /^(d_?(out|output|y|z|a|l|loss|o)|(grad|g)_?(out|output|y)|out_?grad|output_?grad|upstream|delta|grad|g|cotangent|ct|err|error)$/i;

/** The first or the last parameter, by its name, where the function itself has none of that name. */
export function upstreamOf(primal: FunctionEntry, backward: FunctionEntry): Upstream | undefined {
  const own = new Set(primal.node.params.map(nameOf));
  const { params } = backward.node;
  for (const index of [0, params.length - 1]) {
    const name = nameOf(params[index]);
    if (name !== undefined && !own.has(name) && upstreamName.test(name)) return { index, name };
  }
  const brought = onlyAdded(params.map(nameOf), own);
  if (brought) return brought;
  // backward(output, dx): with the output before it, it is no place for a result.
  const [first, last, ...more] = params.map(nameOf);
  // backward(x, dx), x being what forward gave.
  const isAfterOutput =
    more.length === 0 && (/^(out|output|y)$/.test(first ?? "") || last === `d${first}`);
  if (isAfterOutput && last !== undefined && !own.has(last) && /^d_?[a-z]$/i.test(last))
    return { index: 1, name: last };
  return undefined;
}

/** `stepBackward(dv, u, dt)` beside `step(u, dt)`: all but the first, or the last, is what the function takes. */
function onlyAdded(
  params: readonly (string | undefined)[],
  own: ReadonlySet<string | undefined>,
): Upstream | undefined {
  const added = params.flatMap((name, index) =>
    name === undefined || own.has(name) ? [] : [{ name, index }],
  );
  const [one, ...more] = added;
  const isAtEnd = one?.index === 0 || one?.index === params.length - 1;
  const takesAll = params.length === own.size + 1 && more.length === 0;
  return one && isAtEnd && takesAll && gradientOf.test(one.name) ? one : undefined;
}

const gradientOf = /^(d|grad|g|adj|delta|bar)_?[A-Za-z]\w*$|\w(bar|adj|grad|adjoint|gradient)$/i;

function nameOf(parameter: FunctionEntry["node"]["params"][number] | undefined) {
  return parameter?.type === "Identifier" ? parameter.name : undefined;
}

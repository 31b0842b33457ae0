import { evaluateTape } from "../../autodiff/evaluate.ts";
import { localDerivatives } from "../../autodiff/localDerivatives.ts";
import type { Tape } from "../../tape/tape.ts";
import type { EvidencePoint } from "./evidence.ts";
import type { Hypothesis, Suspect } from "./hypothesis.ts";
import { predict } from "./predict.ts";

const element = /^(.*)\[(\d+)\]\[(\d+)\]$/;

/** `W[i][j]` where `W[j][i]` belongs, in a table that is itself not differentiated: right if it were turned. */
export const tableSuspects: Suspect = ({ points }) => {
  const [first] = points;
  if (!first) return [];
  const own = new Set(first.targets.map(({ component }) => element.exec(component.leaf)?.[1]));
  const tables = new Set(first.tape.inputs.flatMap(({ path }) => element.exec(path)?.[1] ?? []));
  return [...tables]
    .filter((table) => !own.has(table))
    .map(
      (table): Hypothesis => ({
        kind: "transposed-index",
        tier: 1,
        rank: 1,
        predict: (point) => {
          const turned = atTurned(point, table);
          return turned && predict(turned, {});
        },
        say: () => ({
          message: `${table} is read with its two indices transposed: [j][i] stands where [i][j] belongs`,
        }),
      }),
    );
};

function atTurned(point: EvidencePoint, table: string): EvidencePoint | undefined {
  const values = turnedInputs(point.tape, table);
  if (!values) return undefined;
  const tape = { ...point.tape, values: evaluateTape(point.tape, values).values };
  return { ...point, tape, local: localDerivatives(tape) };
}

/** Nothing where the table is not square. */
function turnedInputs(tape: Tape, table: string): readonly number[] | undefined {
  const known = new Map(tape.inputs.map(({ path, node }) => [path, tape.values[node] as number]));
  const values = tape.inputs.map(({ path }) => {
    const [, name, row, column] = element.exec(path) ?? [];
    return known.get(name === table ? `${table}[${column}][${row}]` : path);
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

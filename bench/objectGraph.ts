import { opNames } from "../src/core/ops/table.ts";
import { CONSTANT_OP, INPUT_OP, type Tape } from "../src/core/tape/tape.ts";

/** A number that knows what it was made of, as the small libraries of this kind have it. */
interface Value {
  readonly data: number;
  grad: number;
  readonly from: readonly Value[];
  backward?(): void;
}

type Operation = (...from: Value[]) => Value;

function unary(f: (x: number) => number, slope: (x: number, y: number) => number): Operation {
  return (x = leaf(0)) => {
    const out: Value = { data: f(x.data), grad: 0, from: [x] };
    out.backward = () => {
      x.grad += out.grad * slope(x.data, out.data);
    };
    return out;
  };
}

function binary(
  f: (a: number, b: number) => number,
  slopes: (a: number, b: number, y: number) => readonly [number, number],
): Operation {
  return (a = leaf(0), b = leaf(0)) => {
    const out: Value = { data: f(a.data, b.data), grad: 0, from: [a, b] };
    out.backward = () => {
      const [left, right] = slopes(a.data, b.data, out.data);
      a.grad += out.grad * left;
      b.grad += out.grad * right;
    };
    return out;
  };
}

const operations: Readonly<Record<string, Operation>> = {
  add: binary(
    (a, b) => a + b,
    () => [1, 1],
  ),
  sub: binary(
    (a, b) => a - b,
    () => [1, -1],
  ),
  mul: binary(
    (a, b) => a * b,
    (a, b) => [b, a],
  ),
  div: binary(
    (a, b) => a / b,
    (_a, b, y) => [1 / b, -y / b],
  ),
  pow: binary(
    (a, b) => a ** b,
    (a, b) => [b * a ** (b - 1), 0],
  ),
  max: binary(Math.max, (a, b) => [Number(a > b), Number(b > a)]),
  neg: unary(
    (x) => -x,
    () => -1,
  ),
  exp: unary(Math.exp, (_x, y) => y),
  log: unary(Math.log, (x) => 1 / x),
  tanh: unary(Math.tanh, (_x, y) => 1 - y * y),
};

function leaf(data: number): Value {
  return { data, grad: 0, from: [] };
}

/** Builds the graph anew for every point, as these libraries do, sorts it and goes back through it. */
export function objectGradient(tape: Tape): (x: readonly number[]) => Float64Array {
  const gradient = new Float64Array(tape.inputs.length);
  const output = tape.outputs[0]?.node as number;
  const makers = Array.from(tape.ops, (op) => operations[opNames[op] ?? ""]);
  return (x) => {
    const values: Value[] = [];
    let next = 0;
    for (let node = 0; node < tape.ops.length; node++) {
      const op = tape.ops[node] as number;
      if (op === INPUT_OP) values.push(leaf(x[next++] as number));
      else if (op === CONSTANT_OP) values.push(leaf(tape.values[node] as number));
      else {
        const first = tape.argStart[node] as number;
        const a = values[tape.args[first] as number] as Value;
        const b = values[tape.args[first + 1] as number] as Value;
        values.push((makers[node] as Operation)(a, b));
      }
    }
    const root = values[output] as Value;
    root.grad = 1;
    for (const value of sorted(root)) value.backward?.();
    for (const [index, { node }] of tape.inputs.entries()) {
      gradient[index] = (values[node] as Value).grad;
    }
    return gradient;
  };
}

/** Every value after all that use it. Without recursion: a graph may be as deep as it is large. */
function sorted(root: Value): readonly Value[] {
  const order: Value[] = [];
  const seen = new Set<Value>([root]);
  const path = [{ value: root, next: 0 }];
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const child = top.value.from[top.next++];
    if (!child) {
      order.push(top.value);
      path.pop();
    } else if (!seen.has(child)) {
      seen.add(child);
      path.push({ value: child, next: 0 });
    }
  }
  return order.reverse();
}

import assert from "node:assert/strict";
import { createAnalyzer } from "../../../src/core/analysis/document/analyzer.ts";
import {
  type WrittenKind,
  writtenFunctions,
} from "../../../src/core/analysis/writing/writtenFunctions.ts";
import { typeErrors } from "../../code/typeErrors.ts";

function analyzed(text: string, fileName: string) {
  return createAnalyzer().analyze({ uri: `file:///${fileName}`, version: 1, text });
}

/** What can be written below the last function of the text, by kind. */
function offered(text: string, fileName = "f.ts") {
  const analysis = analyzed(text, fileName);
  const fn = analysis.functions.at(-1) ?? assert.fail("no function");
  return writtenFunctions(analysis, fn, fileName.endsWith("ts"));
}

function codeOf(text: string, kind: WrittenKind, fileName?: string): string | undefined {
  return offered(text, fileName)
    .find((written) => written.kind === kind)
    ?.text.trim();
}

const loss = `export function loss(w: number, x: number, target: number) {
  const output = (w * x) ** 2;
  return (output - target) ** 2;
}
`;

const gaussian = `function gaussian(x: number, mu: number, sigma: number): number {
  const z = (x - mu) / sigma;
  return Math.exp(-0.5 * z * z) / (sigma * Math.sqrt(2 * Math.PI));
}
`;

const huber = `function huber_loss(y: number, p: number, delta = 1) {
  const e = y - p;
  if (Math.abs(e) <= delta) return 0.5 * e * e;
  return delta * (Math.abs(e) - 0.5 * delta);
}
`;

const sources: readonly string[] = [
  loss,
  gaussian,
  huber,
  "export const h = (x: number) => (3 * x + 1) ** 2;\n",
  "export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));\n",
  "export const leaky = (x: number) => (x > 0 ? x ** 2 : 0.1 * x);\n",
  "export const relu = (x: number) => Math.max(0, x);\n",
  "const cube = function (x: number) {\n  return Math.abs(x) ** 3;\n};\n",
  "interface P { x: number; y: number }\nfunction gap(p: P, q: P) {\n  return Math.hypot(p.x - q.x, p.y - q.y);\n}\n",
  "function rosen([x, y]: [number, number]) {\n  return (1 - x) ** 2 + 100 * (y - x * x) ** 2;\n}\n",
  "const RATE = 0.05;\nfunction grow(p: number, t: number) {\n  return p * Math.exp(RATE * t);\n}\n",
  "function blend(a: number, b: number, x: number) {\n  const t = Math.min(1, Math.max(0, (x - a) / (b - a)));\n  return t * t * (3 - 2 * t);\n}\n",
];

describe("functions that are written below another", () => {
  for (const source of sources) {
    const name = /(?:function|const) ([a-z]\w*)/.exec(source)?.[1];
    it(`are typed and found equal by the check: ${name}`, () => {
      const written = offered(source);
      assert.deepEqual(
        written.map(({ kind }) => kind),
        ["derivative", "value-and-gradient", "backward"],
      );
      for (const { name: added, text, offset } of written) {
        const next = source.slice(0, offset) + text + source.slice(offset);
        assert.deepEqual([...typeErrors(next).values()], [], next);
        const { checks } = analyzed(next, "f.ts");
        const verdicts = checks.map(({ derivative, verdict }) => [derivative.name, verdict]);
        assert.deepEqual(verdicts, [[added, "equal"]], next);
      }
    });
  }

  it("share what value and gradient need, under the person's own names", () => {
    assert.equal(
      codeOf(loss, "value-and-gradient"),
      `export function lossAndGradient(w: number, x: number, target: number) {
  const output = (w * x) ** 2;
  const difference = output - target;
  return {
    value: difference ** 2,
    gradient: {
      w: 4 * w * x ** 2 * difference,
      x: 4 * w ** 2 * x * difference,
      target: -2 * difference,
    },
  };
}`,
    );
    const both = codeOf(gaussian, "value-and-gradient") ?? "";
    assert.equal(both.split("Math.exp(").length, 2, both);
    assert.match(
      both,
      /\): \{ value: number; gradient: \{ x: number; mu: number; sigma: number } }/,
    );
  });

  it("multiply what comes from above", () => {
    assert.equal(
      codeOf("export const h = (x: number) => (3 * x + 1) ** 2;\n", "backward"),
      "export const hBackward = (dOut: number, x: number) => ({ dx: 6 * dOut * (3 * x + 1) });",
    );
    const polar = `function polar(r: number, a: number): [number, number] {
  return [r * Math.cos(a), r * Math.sin(a)];
}
`;
    assert.equal(
      codeOf(polar, "backward"),
      `function polarBackward(
  dOut: [number, number],
  r: number,
  a: number,
): { dr: number; da: number } {
  const cosA = Math.cos(a);
  const sinA = Math.sin(a);
  return {
    dr: dOut[0] * cosA + dOut[1] * sinA,
    da: r * (dOut[1] * cosA - dOut[0] * sinA),
  };
}`,
    );
    assert.match(
      codeOf("const scaled = (dOut: number, x: number) => dOut * x * x;", "backward") ?? "",
      /\(upstream: number, dOut/,
    );
  });

  it("choose by the conditions of the function, whose value it gives itself", () => {
    assert.equal(
      codeOf(huber, "value-and-gradient"),
      `function huber_loss_and_gradient(y: number, p: number, delta = 1) {
  return {
    value: huber_loss(y, p, delta),
    gradient: {
      y: Math.abs(y - p) <= delta ? y - p : delta * Math.sign(y - p),
      p: Math.abs(y - p) <= delta ? p - y : -delta * Math.sign(y - p),
      delta: Math.abs(y - p) <= delta ? 0 : Math.abs(p - y) - delta,
    },
  };
}`,
    );
  });

  it("look like their neighbours: tabs, no semicolons, types in comments, named constants", () => {
    const source = `const EARTH = { radius: 6371 }

/**
 * How far one sees.
 * @param {number} h height of the eye
 * @returns {number}
 */
export function sight(h) {
\treturn Math.sqrt(2 * h * EARTH.radius)
}
`;
    assert.equal(
      codeOf(source, "derivative", "f.js"),
      `/**
 * The derivative of \`sight\`.
 * @param {number} h height of the eye
 * @returns {number}
 */
export function sightPrime(h) {
\treturn EARTH.radius / (Math.sqrt(2) * Math.sqrt(EARTH.radius * h))
}`,
    );
    const indented =
      "(function () {\r\n  var f = function (x) {\r\n    return x * x;\r\n  };\r\n})();\r\n";
    assert.equal(
      offered(indented, "f.js")[0]?.text,
      "\r\n\r\n  var fPrime = function (x) {\r\n    return 2 * x;\r\n  };",
    );
  });

  for (const [why, source] of [
    ["lists of any length", "const dot = (a: number[], b: number[]) => a[0] * b[0] + a[1] * b[1];"],
    [
      "a mode",
      'const act = (x: number, kind: "tanh" | "id") => (kind === "tanh" ? Math.tanh(x) : x);',
    ],
    [
      "what may be left out",
      "const area = (w: number, h?: number) => (h === undefined ? w * w : w * h);",
    ],
    ["noise", "const jitter = (x: number) => x * Math.random();"],
    ["state of the module", "let scale = 3;\nconst f = (x: number) => scale * x * x;"],
    ["methods", "class Circle {\n  area(r: number) { return Math.PI * r * r; }\n}"],
    ["asynchronous functions", "async function later(x: number) { return x * x; }"],
    [
      "a name that is taken",
      "const fPrime = 1, fAndDerivative = 2, fBackward = 3;\nconst f = (x: number) => x * x;",
    ],
    ["derivatives", "const f = (x: number) => x ** 3;\nconst fPrime = (x: number) => 3 * x ** 2;"],
  ] as const) {
    it(`are not offered for ${why}`, () => assert.deepEqual(offered(source), []));
  }
});

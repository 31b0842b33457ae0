import assert from "node:assert/strict";
import { findPairs } from "../../../src/core/gradcheck/findPairs.ts";
import { basesOf, variablesOf } from "../../../src/core/gradcheck/pairs/affixes.ts";
import { checkOf, checksOf, moduleOf, told } from "./checked.ts";

const paired = (text: string) =>
  findPairs(moduleOf(text)).pairs.map(
    ({ primal, derivative, convention, wrt }) =>
      `${primal.name} ${derivative.name} ${convention}${wrt.length > 0 ? ` ${wrt.join()}` : ""}`,
  );

describe("names of derivatives", () => {
  const names: readonly (readonly [string, string, string])[] = [
    ["f", "fPrime", ""],
    ["f", "dF", ""],
    ["f", "df", ""],
    ["f", "fDerivative", ""],
    ["f", "fDeriv", ""],
    ["f", "f_prime", ""],
    ["f", "fprime", ""],
    ["f", "fGrad", ""],
    ["f", "fGradient", ""],
    ["f", "gradF", ""],
    ["f", "grad_f", ""],
    ["f", "gradientOfF", ""],
    ["f", "d_f", ""],
    ["f", "fD", ""],
    ["f", "dF_dx", "x"],
    ["f", "df_dx", "x"],
    ["f", "dfdx", "x"],
    ["loss", "dLossDw", "w"],
    ["loss", "dloss_dw", "w"],
    ["wave", "wave_dx", "x"],
    ["wave", "waveDx", "x"],
    ["sigmoid", "dSigmoid", ""],
    ["sigmoid", "dsigmoid", ""],
    ["Sigmoid", "sigmoidPrime", ""],
    ["reLU", "reLUprime", ""],
    ["leaky_relu", "leaky_relu_derivative", ""],
    ["leaky_relu", "d_leaky_relu", ""],
    ["sampleCurveX", "sampleCurveDerivativeX", ""],
    ["fPrime", "fPrimePrime", ""],
    ["fPrime", "fDoublePrime", ""],
    ["fDerivative", "fSecondDerivative", ""],
    ["spline", "splineSlope", ""],
    ["path", "path_tangent", ""],
  ];
  for (const [primal, derivative, wrt] of names) {
    it(`${derivative} is the derivative of ${primal}`, () => {
      const text = `function ${primal}(w, x) { return x } function ${derivative}(w, x) { return 1 }`;
      assert.deepEqual(paired(text), [
        `${primal} ${derivative} named-pair${wrt === "" ? "" : ` ${wrt}`}`,
      ]);
    });
  }
  for (const [primal, other] of [
    ["raw", "draw"],
    ["rag", "drag"],
    ["or", "order"],
    ["f", "g"],
    ["sum", "sumAll"],
    ["time", "timeDiff"],
    ["DB", "DDB"],
  ] as const) {
    it(`${other} is not the derivative of ${primal}`, () => {
      assert.deepEqual(paired(`const ${primal} = (x) => x; const ${other} = (x) => 1;`), []);
    });
  }
  it("keeps what a name says about its variable", () => {
    assert.deepEqual(basesOf("dF_dx")[0], { base: "F", wrt: "x" });
    assert.ok(variablesOf("dL_dw").includes("w"));
    assert.ok(variablesOf("gradX").includes("X"));
  });
});

describe("records and classes", () => {
  const keys: readonly (readonly [string, string])[] = [
    ["f", "df"],
    ["f", "fprime"],
    ["fn", "grad"],
    ["func", "dfunc"],
    ["forward", "derivative"],
    ["output", "der"],
    ["activation", "derivate"],
    ["value", "gradient"],
    ["function", "derivative"],
    ["compute", "gradient"],
    ["activate", "prime"],
    ["error", "der"],
    ["anything", "derivative"],
  ];
  for (const [primal, derivative] of keys) {
    it(`{ ${primal}, ${derivative} }`, () => {
      const text = `const r = { ${primal}: (x) => x * x, ${derivative}: (x) => 2 * x };`;
      assert.deepEqual(paired(text), [`r.${primal} r.${derivative} record`]);
      assert.equal(checkOf(text).verdict, "equal");
    });
  }
  it("a derivative that is kept on its function", () => {
    const text = `const bump = function (x) { return bump.scale * Math.exp(-x * x) };
      bump.derivative = (x) => -2 * x * bump(x); bump.scale = 2;
      function cube(x) { return x ** 3 } cube.prime = (x) => 3 * x; cube.label = () => "cubic"; cube.der = (x) => 3 * x * x;`;
    assert.deepEqual(paired(text), [
      "bump bump.derivative record",
      "cube cube.prime record",
      "cube cube.der record",
    ]);
    assert.deepEqual(
      checksOf(text).map(({ verdict }) => verdict),
      ["equal", "wrong", "equal"],
    );
  });
  it("what is no derivative of its owner is kept on it as well", () => {
    const text = `const panel = { fill: 1 }; panel.gradient = (x) => 2 * x;
      function Chart(x) { return x * x } Chart.prototype.slope = function (x) { return 3 * x };`;
    assert.deepEqual(paired(text), []);
  });
  it("a function of Math beside its derivative", () => {
    const text = `const units = {
        tanh: { fn: Math.tanh, derivative: (x) => 1 - Math.tanh(x) ** 2 },
        out: { activation: Math.tanh, der: (y) => 1 - y * y },
        wave: { f: Math.sin, df: (x) => -Math.cos(x) },
        odd: { f: Math.cos, df: (x) => x * x * x },
        size: { f: Math.max, df: (x) => 1 },
        look: { draw: Math.tanh, gradient: (x) => 1 },
      };`;
    assert.deepEqual(
      checksOf(text).map(({ primal, verdict }) => `${primal.name} ${verdict}`),
      [
        "units.tanh.fn equal",
        "units.out.activation equal-of-output",
        "units.wave.f wrong",
        "units.odd.f wrong",
      ],
    );
  });
  it("static members, methods, nested records", () => {
    assert.deepEqual(
      paired(`class A { static T = { output: (x) => Math.tanh(x), der: (x) => 1 - Math.tanh(x) ** 2 };
        static f(x) { return x } static df(x) { return 1 } }
        const all = { sin: { f(x) { return Math.sin(x) }, df(x) { return Math.cos(x) } } };
        use({ f: (x) => x, df: (x) => 1 });`),
      [
        "A.T.output A.T.der record",
        "A.f A.df record",
        "all.sin.f all.sin.df record",
        "f f_df record",
      ].map((line) => (line === "f f_df record" ? "f df record" : line)),
    );
  });
  it("a table of activations is paired by name", () => {
    const text =
      "const a = { relu: (x) => Math.max(0, x), reluPrime: (x) => (x > 0 ? 1 : 0), sq: (x) => x * x, sqPrime: (x) => 2 * x };";
    assert.deepEqual(paired(text), ["a.relu a.reluPrime named-pair", "a.sq a.sqPrime named-pair"]);
  });
  it("stays in its scope", () => {
    assert.deepEqual(paired("const a = { f: (x) => x, g: (x) => x }; const df = (x) => 1;"), []);
  });
  it("a second derivative belongs to the first", () => {
    const text =
      "const f = (x) => x ** 4; const fPrime = (x) => 4 * x ** 3; const fPrimePrime = (x) => 12 * x * x; const fDoublePrime = (x) => 12 * x;";
    const checks = checksOf(text);
    assert.deepEqual(
      checks.map(({ primal, derivative, verdict }) => [primal.name, derivative.name, verdict]),
      [
        ["f", "fPrime", "equal"],
        ["fPrime", "fPrimePrime", "equal"],
        ["fPrime", "fDoublePrime", "wrong"],
      ],
    );
  });
});

describe("what names alone suggest", () => {
  for (const text of [
    "function linear(a: string) { return a } function linearGradient(stops: string[]) { return `linear(${stops.join()})` }",
    "function color(x) { return x * 2 } function colorGradient(from: string, to: string) { return from + to }",
    "function f(x: number) { return x * x } function fPrime(v: number[], w: number[]) { return 1 }",
    "function f(x) { return { label: 'a' } } function fPrime(x) { return 1 }",
    "function f(x) { return x * x } function fGradient(x) { return [1, 2, 3, 4] }",
    "function curve(t) { return { x: t, y: t * t } } function curveTangent(t) { const l = Math.hypot(1, 2 * t); return { x: 1 / l, y: 2 * t / l } }",
    "/** @gradlens off */\nfunction f(x) { return x * x }\nfunction fPrime(x) { return 1 }",
    "function f(x) { return x * x }\n// @gradlens off\nfunction fPrime(x) { return 1 }",
    "function step(x) { return x > 0 ? 1 : 0 } function stepPrime(x) { return 1 }",
  ]) {
    it(`is dropped where it means something else: ${text}`, () => {
      assert.deepEqual(checksOf(text).map(told), []);
    });
  }
});

describe("tags", () => {
  it("pair what no name would", () => {
    const check = checkOf(
      "function a(x) { return x ** 3 }\n/** @derivativeOf a */\nfunction b(x) { return 3 * x * x }",
    );
    assert.deepEqual([check.convention, check.verdict], ["tag", "equal"]);
  });
  it("say the variable", () => {
    const text = (wrt: string) =>
      `function a(x, y) { return x * y * y }\n// @derivativeOf a wrt ${wrt}\nfunction b(x, y) { return 2 * x * y }`;
    assert.deepEqual([checkOf(text("y")).verdict, checkOf(text("y")).wrt], ["equal", ["y"]]);
    assert.equal(checkOf(text("x")).verdict, "wrong");
  });
  it("say several variables", () => {
    const text =
      "function a(x, y, z) { return x * y * z }\n// @gradientOf a wrt x, z\nfunction b(x, y, z) { return [y * z, x * y] }";
    assert.equal(checkOf(text).verdict, "equal");
  });
  it("find members", () => {
    const text =
      "const m = { area: (r) => Math.PI * r * r };\n// @derivativeOf m.area\nfunction rim(r) { return 2 * Math.PI * r }";
    assert.equal(checkOf(text).verdict, "equal");
  });
  const declined: readonly (readonly [string, string, RegExp])[] = [
    ["no function", "// @derivativeOf nothing\nfunction b(x) { return 1 }", /not a function/],
    ["itself", "// @derivativeOf b\nfunction b(x) { return 1 }", /itself/],
    [
      "no input",
      "function a(x) { return x }\n// @derivativeOf a wrt q\nfunction b(x) { return 1 }",
      /"q" is not an input of "a": it has x/,
    ],
    [
      "other parameters",
      "function a(x: number) { return x }\n// @derivativeOf a\nfunction b(v: number[], w: string[]) { return 1 }",
      /parameters/,
    ],
    [
      "an unreadable function",
      "import { q } from 'q';\nfunction a(x) { return q(x) }\n// @derivativeOf a\nfunction b(x) { return 1 }",
      /./,
    ],
    [
      "text",
      "function a(x) { return x }\n// @derivativeOf a\nfunction b(x) { return 'one' }",
      /text/,
    ],
  ];
  for (const [name, text, message] of declined) {
    it(`naming ${name} is declined`, () => {
      const check = checkOf(text);
      assert.equal(check.verdict, "declined", told(check));
      assert.match(check.reason?.message ?? "", message);
      assert.equal(check.samples, 0);
    });
  }
  it("point at themselves", () => {
    const text = "// @derivativeOf nothing\nfunction b(x) { return 1 }";
    const { reason } = checkOf(text);
    assert.equal(text.slice(reason?.range.start, reason?.range.end), "@derivativeOf nothing");
  });
  it("come before names", () => {
    const text =
      "function f(x) { return x * x }\nfunction g(x) { return x ** 3 }\n// @derivativeOf g\nfunction fPrime(x) { return 3 * x * x }";
    const check = checkOf(text);
    assert.deepEqual([check.primal.name, check.verdict], ["g", "equal"]);
  });
});

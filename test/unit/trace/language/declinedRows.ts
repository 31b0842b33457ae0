/** What is not read: the page shows the refusal itself, and code to write instead, which is read. */
export interface DeclinedRow {
  readonly title: string;
  /** Declares `f`, which is declined. */
  readonly source: string;
  /** Declares `f`, which is read and computes the same. */
  readonly instead?: string;
}

export const declinedRows: readonly DeclinedRow[] = [
  {
    title: "asynchronous code",
    source: "async function f(x: number) {\n  return x * x;\n}",
    instead: "function f(x: number) {\n  return x * x;\n}",
  },
  {
    title: "generators",
    source:
      "function* powers(x: number) {\n  yield x;\n  yield x * x;\n}\nfunction f(x: number) {\n  let s = 0;\n  for (const p of powers(x)) s += p;\n  return s;\n}",
    instead:
      "function powers(x: number) {\n  return [x, x * x];\n}\nfunction f(x: number) {\n  let s = 0;\n  for (const p of powers(x)) s += p;\n  return s;\n}",
  },
  {
    title: "functions that only the caller knows",
    source: "function f(g: (u: number) => number, x: number) {\n  return g(x) * x;\n}",
    instead: "function f(g: (u: number) => number = Math.sin, x: number) {\n  return g(x) * x;\n}",
  },
  {
    title: "code made from text",
    source:
      'const g = new Function("u", "return u * u");\nfunction f(x: number) {\n  return g(x);\n}',
    instead: "const g = (u: number) => u * u;\nfunction f(x: number) {\n  return g(x);\n}",
  },
  {
    title: "the flags v and d of regular expressions",
    source: 'function f(x: number) {\n  return /^[sq]/v.test("square") ? x * x : x;\n}',
    instead: 'function f(x: number) {\n  return /^[sq]/u.test("square") ? x * x : x;\n}',
  },
  {
    title: "BigInt",
    source: "function f(x: number) {\n  return x * Number(2n);\n}",
    instead: "function f(x: number) {\n  return x * 2;\n}",
  },
  {
    title: "the page and the machine around the code",
    source: "function f(x: number) {\n  return x * window.devicePixelRatio;\n}",
    instead: "function f(x: number, ratio: number) {\n  return x * ratio;\n}",
  },
  {
    title: "dates in the words of a country",
    source: "function f(x: number) {\n  return x * new Date(0).toLocaleDateString().length;\n}",
    instead: "function f(x: number) {\n  return x * new Date(0).toISOString().length;\n}",
  },
  {
    title: "what is thrown",
    source: 'function f(x: number) {\n  throw new Error("not written yet");\n}',
  },
  {
    title: "loops without an end",
    source: "function f(x: number) {\n  while (true) x += 1;\n}",
    instead: "function f(x: number) {\n  for (let i = 0; i < 100; i++) x += 1;\n  return x;\n}",
  },
  {
    title: "recursion without an end",
    source: "function f(x: number): number {\n  return x * f(x / 2);\n}",
    instead: "function f(x: number): number {\n  return x < 1 ? 1 : x * f(x / 2);\n}",
  },
  {
    title: "names that nothing declares",
    source: "function f(x: number) {\n  return x * scale;\n}",
    instead: "const scale = 3;\nfunction f(x: number) {\n  return x * scale;\n}",
  },
  {
    title: "`await` and `import()`",
    source:
      'async function load() {\n  return (await import("./k")).k;\n}\nfunction f(x: number) {\n  return x * load();\n}',
  },
  {
    title: "proxies",
    source:
      "const p = new Proxy({}, { get: () => 2 });\nfunction f(x: number) {\n  return x * p.anything;\n}",
    instead: "const p = { anything: 2 };\nfunction f(x: number) {\n  return x * p.anything;\n}",
  },
];

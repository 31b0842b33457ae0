/** A file of numeric TypeScript as people write it, and a digit in its middle to type over. */
export interface GeneratedFile {
  readonly text: string;
  readonly lines: number;
  /** Of a digit inside a function body that only its own function depends on. */
  readonly digit: { readonly line: number; readonly character: number };
}

/** The same file for the same number of lines, always. */
export function generateFile(lines: number): GeneratedFile {
  const next = randomIntegers();
  const written: string[] = header.split("\n");
  for (let index = 0; ; index++) {
    const template = templates[index % templates.length] as Template;
    const block = template(index, () => decimal(next())).split("\n");
    if (written.length + block.length + 1 > lines) break;
    written.push("", ...block);
  }
  while (written.length < lines) written.push("// That is all.");
  return { text: written.join("\n"), lines, digit: digitAfter(written, lines >> 1) };
}

function digitAfter(lines: readonly string[], from: number): GeneratedFile["digit"] {
  const line = lines.findIndex((text, index) => index >= from && typed.test(text));
  const match = typed.exec(lines[line] ?? "");
  if (!match) throw new Error("no digit to type over");
  return { line, character: match.index + match[0].length - 1 };
}

const typed = /^ {2}const sharpness = \d\.\d/;

const header = `// Curves, losses and small models, generated to measure with.
import { readFileSync } from "node:fs";

export interface Vec3 {
  x: number;
  y: number;
  z: number;
}

const GRAVITY = 9.81;
const EPSILON = 1e-6;

function clamp01(t: number): number {
  return Math.min(1, Math.max(0, t));
}`;

type Template = (index: number, constant: () => string) => string;

const templates: readonly Template[] = [
  (i, c) => `/** A bump with a heavy tail. */
export function bump${i}(x: number, width = ${c()}): number {
  const sharpness = ${c()};
  const u = (x - ${c()}) / width;
  const core = Math.exp(-sharpness * u * u);
  const tail = ${c()} / (1 + u * u);
  return core + tail;
}`,
  (i, c) => `/** The mean squared error of a line. */
export function lineError${i}(w: number, b: number, xs: number[], ys: number[]): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const residual = w * xs[i] + b - ys[i];
    sum += residual * residual;
  }
  return sum / xs.length + ${c()} * w * w;
}`,
  (i, c) => `export function potential${i}(r: number): number {
  const s = ${c()} / r;
  return 4 * ${c()} * (s ** 12 - s ** 6);
}`,
  (i, c) => `export const softplus${i} = (x: number): number => Math.log(1 + Math.exp(${c()} * x));

/** Steep at the ends. */
export function cubic${i}(x: number): number {
  return (${c()} * x + 1) ** 3;
}`,
  (i, c) => `export function spring${i}(position: Vec3, anchor: Vec3): number {
  const dx = position.x - anchor.x;
  const dy = position.y - anchor.y;
  const dz = position.z - anchor.z;
  const stretch = Math.sqrt(dx * dx + dy * dy + dz * dz + EPSILON) - ${c()};
  const height = GRAVITY * ${c()} * position.y;
  return 0.5 * ${c()} * stretch * stretch + height;
}`,
  (i, c) => `/** A readable label; nothing to differentiate. */
export function label${i}(name: string, parts: string[]): string {
  const head = name.trim().toUpperCase();
  if (parts.length === 0) return head;
  const tail = parts.filter((part) => part !== "").join(", ");
  return \`\${head}: \${tail} (${c()})\`;
}`,
  (i, c) => `export function ease${i}(t: number): number {
  const s = clamp01(t);
  if (s < 0.5) {
    return ${c()} * s * s * s;
  }
  const rest = -2 * s + 2;
  return 1 - (rest * rest * rest) / ${c()};
}`,
  (i, c) => {
    const k = c();
    return `export function logistic${i}(x: number): number {
  return 1 / (1 + Math.exp(-${k} * x));
}

export function logistic${i}Prime(x: number): number {
  const y = logistic${i}(x);
  return ${k} * y * (1 - y);
}`;
  },
  (i, c) => `export class Damper${i} {
  constructor(private stiffness = ${c()}, private damping = ${c()}) {}

  energy(x: number, v: number): number {
    return 0.5 * this.stiffness * x * x + 0.5 * v * v;
  }

  loss(v: number): number {
    return this.damping * v * v;
  }
}`,
  (i, c) => `export function valley${i}(p: number[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < p.length; i++) {
    const a = p[i + 1] - p[i] * p[i];
    const b = 1 - p[i];
    sum += ${c()} * a * a + b * b;
  }
  return sum;
}`,
  (i) => `export function load${i}(path: string): number[] {
  const rows = readFileSync(path, "utf8").split("\\n");
  return rows.map((row) => Number.parseFloat(row)).filter((value) => !Number.isNaN(value));
}`,
];

function decimal(integer: number): string {
  return `${1 + (integer % 9)}.${1 + (Math.floor(integer / 9) % 9)}`;
}

/** The least that is random: a linear congruential generator, its low bits left out. */
function randomIntegers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}

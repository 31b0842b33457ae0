/** The twenty expressions, in the notation all engines read; the first name is what is differentiated by. */
export const expressions: readonly string[] = [
  "x^2",
  "3*x^3-2*x^2+5*x-7",
  "(x^2+1)/(x-1)",
  "1/(1+exp(-x))",
  "tanh((3*x+1)^2)*exp(-x*x)+log(1+exp(x))",
  "sin(cos(tan(x)))",
  "x^x",
  "sqrt(x^2+1)",
  "exp(-x^2/2)/sqrt(2*pi)",
  "log(x)/x",
  "(1-x)^2+100*(y-x^2)^2",
  "x*sin(x)*exp(x)",
  "atan(x/(1+x^2))",
  "(x^3+2*x)/(x^2+3*x+1)",
  "sin(x)^2+cos(x)^2",
  "log(1+exp(-x))",
  "(a*x+b)/(c*x+d)",
  "((x+1)*(x+2)*(x+3))^4",
  "x*log(x)+(1-x)*log(1-x)",
  "exp(sin(x^2)*cos(x)^3)/(1+x^4)",
];

/** Where the answers are compared: inside (0, 1), where every one of the expressions is defined. */
export const points: readonly Readonly<Record<string, number>>[] = [
  { x: 0.31, y: 0.7, a: 1.3, b: -0.4, c: 0.9, d: 2.1 },
  { x: 0.52, y: -1.2, a: -0.7, b: 1.9, c: 1.4, d: 0.8 },
  { x: 0.77, y: 2.3, a: 2.2, b: 0.3, c: -0.6, d: 1.7 },
  { x: 0.93, y: 0.1, a: 0.4, b: -1.1, c: 0.2, d: 3.3 },
];

/** The same as a TypeScript function of its names, differentiated by `x` alone. */
export function typeScriptOf(expression: string): string {
  const body = expression
    // A sign may not stand before `**`.
    .replace(/-x\^2/g, "-(x^2)")
    .replace(/\^/g, " ** ")
    .replace(/\b(exp|log|sin|cos|tan|tanh|sqrt|atan)\(/g, "Math.$1(")
    .replace(/\bpi\b/g, "Math.PI");
  return `/** @wrt x */\nexport function f(${namesIn(expression)
    .map((name) => `${name}: number`)
    .join(", ")}): number {\n  return ${body};\n}\n`;
}

function namesIn(expression: string): readonly string[] {
  return [...new Set(expression.match(/\b[a-dxy]\b/g) ?? [])].sort();
}

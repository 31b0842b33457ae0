import type { DiagnosisKind } from "../../src/core/gradcheck/gradientCheck.ts";
import { childrenOf, type Node, type NodeOf } from "../../src/core/syntax/ast.ts";

/** A changed text, and what a person would call the change. */
export interface Edited {
  readonly label: string;
  readonly text: string;
  /** Diagnoses that say the same. */
  readonly kinds: readonly DiagnosisKind[];
}

/** One sort of mistake: given a node of the derivative, what may be written instead of it. */
interface Mistake {
  readonly label: string;
  readonly kinds: readonly DiagnosisKind[];
  readonly at: (node: Node, source: (node: Node) => string, primal: string) => readonly string[];
}

const isProduct = (node: Node) => node.type === "BinaryExpression" && node.operator === "*";
const isNumber = (node: Node) =>
  node.type === "Literal" || (node.type === "UnaryExpression" && node.argument.type === "Literal");
const isFactors = (node: Node): node is NodeOf<"BinaryExpression"> =>
  isProduct(node) && isOfResult(node);
const wrapped = (code: string) => (/[-+*/?<>=]/.test(code) ? `(${code})` : code);

const mistakes: readonly Mistake[] = [
  {
    label: "number dropped",
    kinds: ["constant-factor", "missing-factor"],
    at(node, source) {
      if (!isFactors(node)) return [];
      if (isNumber(node.left)) return [source(node.right)];
      return isNumber(node.right) ? [source(node.left)] : [];
    },
  },
  {
    label: "factor dropped",
    kinds: ["missing-factor", "missing-path", "missing-term", "upstream-ignored"],
    at(node, source) {
      if (!isFactors(node)) return [];
      const { left, right } = node;
      return [
        ...(isNumber(right) ? [] : [source(left)]),
        ...(isNumber(left) || isProduct(left) ? [] : [source(right)]),
      ];
    },
  },
  {
    label: "factor twice",
    kinds: ["extra-factor", "constant-factor"],
    at(node, source) {
      if (!isFactors(node)) return [];
      const right = wrapped(source(node.right));
      return [`${source(node.left)} * ${right} * ${right}`];
    },
  },
  {
    label: "sign",
    kinds: ["sign"],
    at(node, source) {
      if (node.type === "ReturnStatement" && node.argument && isPlain(node.argument))
        return [`return -(${source(node.argument)})`];
      if (node.type === "UnaryExpression" && node.operator === "-" && !isNumber(node.argument))
        return isOfResult(node) ? [source(node.argument)] : [];
      if (node.type !== "BinaryExpression" || !isTerm(node)) return [];
      const { left, right, operator } = node;
      if (operator === "+") return [`${source(left)} - ${wrapped(source(right))}`];
      return operator === "-" ? [`${source(left)} + ${source(right)}`] : [];
    },
  },
  {
    label: "constant",
    kinds: ["constant-factor"],
    at(node, source) {
      if (node.type !== "ReturnStatement" || !node.argument || !isPlain(node.argument)) return [];
      return [2.5, 0.3].map((by) => `return ${by} * (${source(node.argument as Node)})`);
    },
  },
  {
    label: "term dropped",
    kinds: ["missing-term", "missing-path"],
    at(node, source) {
      if (node.type !== "BinaryExpression" || !isTerm(node)) return [];
      if (node.operator !== "+" && node.operator !== "-") return [];
      return isNumber(node.left) || isNumber(node.right) ? [] : [source(node.left)];
    },
  },
  {
    label: "wrong argument",
    kinds: ["wrong-argument"],
    at(node, source, primal) {
      if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
      const [argument] = node.arguments;
      if (node.arguments.length !== 1 || !argument || !/\bx\b/.test(source(argument))) return [];
      // Only what the function itself computes: x where g(x) belongs.
      const isBare = source(argument) === "x" || argument.type === "ArrowFunctionExpression";
      return isBare || !primal.includes(source(argument)) ? [] : [`${source(node.callee)}(x)`];
    },
  },
  {
    label: "swapped",
    kinds: ["swapped-partials"],
    at(node, source) {
      if (node.type === "ArrayExpression" && node.elements.length === 2) {
        const [a, b] = node.elements;
        return a && b && a.type !== "ArrayExpression" ? [`[${source(b)}, ${source(a)}]`] : [];
      }
      if (node.type !== "ObjectExpression" || node.properties.length !== 2) return [];
      const [a, b] = node.properties;
      if (a?.type !== "Property" || b?.type !== "Property" || a.shorthand) return [];
      return [`{ ${source(a.key)}: ${source(b.value)}, ${source(b.key)}: ${source(a.value)} }`];
    },
  },
  {
    label: "overwritten",
    kinds: ["overwrite"],
    at(node, source) {
      if (node.type !== "AssignmentExpression" || node.operator !== "+=") return [];
      return [`${source(node.left)} = ${source(node.right)}`];
    },
  },
  {
    label: "branch dropped",
    kinds: ["wrong-branch", "clamp-ignored", "missing-path", "missing-factor", "extra-factor"],
    at: (node, source) =>
      node.type === "ConditionalExpression"
        ? [source(node.consequent), source(node.alternate)]
        : [],
  },
  {
    label: "threshold moved",
    kinds: ["wrong-branch", "clamp-ignored", "missing-path", "missing-factor", "extra-factor"],
    at(node, source) {
      if (node.type !== "BinaryExpression" || !/^[<>]=?$/.test(node.operator)) return [];
      return isNumber(node.right)
        ? [`${source(node.left)} ${node.operator} ${source(node.right)} + 1`]
        : [];
    },
  },
  {
    label: "no value",
    kinds: ["undefined-value"],
    at(node, source) {
      if (node.type !== "ReturnStatement" || !node.argument || !isPlain(node.argument)) return [];
      return /\bx\b/.test(source(node.argument))
        ? [`return (${source(node.argument)}) * Math.sqrt(x - 1) / Math.sqrt(x - 1)`]
        : [];
    },
  },
];

/** Changes that a right derivative stays right by. */
const rewritings: readonly Omit<Mistake, "kinds">[] = [
  {
    label: "product commuted",
    at(node, source) {
      if (node.type !== "BinaryExpression" || node.operator !== "*") return [];
      return [`(${source(node.right)}) * (${source(node.left)})`];
    },
  },
  {
    label: "sum commuted",
    at(node, source) {
      if (node.type !== "BinaryExpression" || node.operator !== "+") return [];
      return [`(${source(node.right)}) + (${source(node.left)})`];
    },
  },
  {
    label: "difference turned",
    at(node, source) {
      if (node.type !== "BinaryExpression" || node.operator !== "-") return [];
      return [`-((${source(node.right)}) - (${source(node.left)}))`];
    },
  },
  {
    label: "quotient as a product",
    at(node, source) {
      if (node.type !== "BinaryExpression" || node.operator !== "/") return [];
      return [`(${source(node.left)}) * (1 / (${source(node.right)}))`];
    },
  },
  {
    label: "result in a variable",
    at: (node, source) =>
      node.type === "ReturnStatement" && node.argument
        ? [`const result = ${source(node.argument)}; return result`]
        : [],
  },
];

export function mutantsOf(text: string, derivative: Node): readonly Edited[] {
  return edited(text, derivative, mistakes);
}

export function variationsOf(text: string, derivative: Node): readonly Edited[] {
  return edited(
    text,
    derivative,
    rewritings.map((rewriting) => ({ ...rewriting, kinds: [] })),
  );
}

function edited(text: string, root: Node, table: readonly Mistake[]): readonly Edited[] {
  const source = (node: Node) => text.slice(...node.range);
  const found: Edited[] = [];
  const pending = [root];
  for (let node = pending.shift(); node; node = pending.shift()) {
    pending.push(...childrenOf(node));
    for (const { label, kinds, at } of table) {
      for (const instead of at(node, source, text.slice(0, root.range[0]))) {
        const isOperand =
          node.type === "BinaryExpression" && node.parent?.type.endsWith("Expression");
        const code = isOperand ? `(${instead})` : instead;
        const next = text.slice(0, node.range[0]) + code + text.slice(node.range[1]);
        found.push({ label, kinds, text: next });
      }
    }
  }
  return found;
}

function isPlain({ type }: Node): boolean {
  return type !== "ArrayExpression" && type !== "ObjectExpression" && type !== "Identifier";
}

/** A factor or term of the result itself, not of something that the result is computed from. */
function isOfResult(node: Node, isSum = false): boolean {
  const { parent } = node;
  if (!parent) return false;
  switch (parent.type) {
    case "BinaryExpression":
      if (parent.operator === "/" && parent.left !== node) return false;
      if (parent.operator === "+" || parent.operator === "-") return isOfResult(parent, true);
      // A sum that is multiplied is a factor; what is inside it is not.
      return !isSum && /^[*/]$/.test(parent.operator) && isOfResult(parent);
    case "UnaryExpression":
      return isOfResult(parent, isSum);
    case "ArrayExpression":
    case "ObjectExpression":
      return isOfResult(parent);
    case "ConditionalExpression":
      return parent.test !== node && isOfResult(parent);
    case "Property":
      return parent.value === node && isOfResult(parent);
    case "ReturnStatement":
      return true;
    default:
      return parent.type === "ArrowFunctionExpression" && parent.body === node;
  }
}

/** Only sums lie between it and the result. */
function isTerm(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === "BinaryExpression")
    return (parent.operator === "+" || parent.operator === "-") && isTerm(parent);
  return isOfResult(node);
}

/** The leaves of a function's inputs as a tree: `p.x` and `p.v[0]` share `p`. */
export interface Branch {
  readonly fields: Map<string, Branch>;
  isArray: boolean;
}

interface Step {
  readonly key: string;
  readonly isIndex: boolean;
}

const stepPattern = /\.([\p{ID_Start}$_#][\p{ID_Continue}$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/uy;

/** The parts of `p.v[0]` after `p`; undefined for what is no path. */
function stepsOf(
  path: string,
): { readonly root: string; readonly steps: readonly Step[] } | undefined {
  const root = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(path)?.[0];
  if (root === undefined) return undefined;
  const steps: Step[] = [];
  stepPattern.lastIndex = root.length;
  while (stepPattern.lastIndex < path.length) {
    const match = stepPattern.exec(path);
    if (!match) return undefined;
    const key = match[1] ?? match[2] ?? (JSON.parse(match[3] as string) as string);
    steps.push({ key, isIndex: match[2] !== undefined });
  }
  return { root, steps };
}

/** All roots, with what stands below them. */
export function treeOf(paths: readonly string[]): ReadonlyMap<string, Branch> | undefined {
  const top: Branch = { fields: new Map(), isArray: false };
  for (const path of paths) {
    const parsed = stepsOf(path);
    if (!parsed) return undefined;
    let at = below(top, parsed.root);
    for (const { key, isIndex } of parsed.steps) {
      at.isArray ||= isIndex;
      at = below(at, key);
    }
  }
  return top.fields;
}

function below(branch: Branch, key: string): Branch {
  const before = branch.fields.get(key);
  if (before) return before;
  const made: Branch = { fields: new Map(), isArray: false };
  branch.fields.set(key, made);
  return made;
}

/** `number`, `number[]`, `{ x: number }`. */
export function typeText(branch: Branch): string {
  if (branch.fields.size === 0) return "number";
  const fields = [...branch.fields];
  if (!branch.isArray)
    return `{ ${fields.map(([key, inner]) => `${JSON.stringify(key)}: ${typeText(inner)}`).join("; ")} }`;
  const types = [...new Set(fields.map(([, inner]) => typeText(inner)))];
  const [only] = types;
  if (types.length === 1 && only !== undefined) return `(${only})[]`;
  // Elements of several shapes: each under its own index.
  return `{ ${fields.map(([key, inner]) => `${key}: ${typeText(inner)}`).join("; ")} }`;
}

/** The arguments with these numbers at their leaves. */
export function valuesOf(leaves: ReadonlyMap<string, number>): Record<string, unknown> {
  const top: Record<string, unknown> = {};
  for (const [path, value] of leaves) {
    const parsed = stepsOf(path);
    if (!parsed) continue;
    let holder = top;
    let key = parsed.root;
    for (const step of parsed.steps) {
      holder[key] ??= step.isIndex ? [] : {};
      holder = holder[key] as Record<string, unknown>;
      key = step.key;
    }
    holder[key] = value;
  }
  return top;
}

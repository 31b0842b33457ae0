/** Numbers under their paths as one value: `p.x` and `p.y` are `{ p: { x, y } }`. */
export type ResultTree =
  | { readonly kind: "number"; readonly code: string }
  | { readonly kind: "record"; readonly fields: ReadonlyMap<string, ResultTree> }
  | { readonly kind: "list"; readonly items: readonly ResultTree[] };

export interface Leaf {
  readonly path: string;
  readonly code: string;
}

export function numberTree(code: string): ResultTree {
  return { kind: "number", code };
}

export function recordTree(fields: readonly (readonly [string, ResultTree])[]): ResultTree {
  return { kind: "record", fields: new Map(fields) };
}

/** Nothing for paths that are no members and indices, or lists with gaps. */
export function treeOfLeaves(leaves: readonly Leaf[]): ResultTree | undefined {
  return grouped(leaves.map(({ path, code }) => [`.${path}`, code] as const));
}

const member = /^\.([\p{ID_Start}$_][\p{ID_Continue}$]*)/u;
const index = /^\[(\d+)\]/;

function grouped(
  leaves: readonly (readonly [rest: string, code: string])[],
): ResultTree | undefined {
  const [first] = leaves;
  if (!first) return undefined;
  if (leaves.length === 1 && first[0] === "") return numberTree(first[1]);
  const pattern = index.test(first[0]) ? index : member;
  const groups = new Map<string, (readonly [string, string])[]>();
  for (const [rest, code] of leaves) {
    const found = pattern.exec(rest);
    if (!found) return undefined;
    const key = found[1] as string;
    groups.set(key, [...(groups.get(key) ?? []), [rest.slice(found[0].length), code]]);
  }
  const parts = Array.from(groups, ([key, inside]) => [key, grouped(inside)] as const);
  const whole = parts.flatMap(([key, tree]) => (tree ? [[key, tree] as const] : []));
  if (whole.length < parts.length) return undefined;
  if (pattern === member) return recordTree(whole);
  const isList = whole.every(([key], place) => Number(key) === place);
  return isList ? { kind: "list", items: whole.map(([, tree]) => tree) } : undefined;
}

/** As TypeScript writes its type; doc comments have commas in it. */
export function typeOfTree(tree: ResultTree, separator: ";" | "," = ";"): string {
  switch (tree.kind) {
    case "number":
      return "number";
    case "list":
      return `[${tree.items.map((item) => typeOfTree(item, separator)).join(", ")}]`;
    case "record": {
      const fields = Array.from(
        tree.fields,
        ([key, inside]) => `${key}: ${typeOfTree(inside, separator)}`,
      );
      return `{ ${fields.join(`${separator} `)} }`;
    }
  }
}

/** As code: on one line where that fits into `room`, else a line for each part. */
export function codeOfTree(tree: ResultTree, room: number, indent: string): string {
  if (tree.kind === "number") return tree.code;
  const [open, close] = tree.kind === "record" ? ["{", "}"] : ["[", "]"];
  const parts = (inside: number): readonly string[] =>
    tree.kind === "list"
      ? tree.items.map((item) => codeOfTree(item, inside, indent))
      : Array.from(tree.fields, ([key, field]) => {
          const code = codeOfTree(field, inside - key.length - 2, indent);
          return code === key ? key : `${key}: ${code}`;
        });
  const flat = parts(Number.POSITIVE_INFINITY).join(", ");
  const line = tree.kind === "record" ? `{ ${flat} }` : `[${flat}]`;
  if (line.length <= room) return line;
  const lines = parts(room - indent.length).map((part) => `${part},`.replace(/^/gm, indent));
  return [open, ...lines, close].join("\n");
}

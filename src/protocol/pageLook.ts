/** The theme of the page at the moment it is exported. */
export interface PageLook {
  readonly variables: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
}

const VARIABLE = /^--vscode-[\w-]+$/;
const CLASS = /^vscode-[\w-]+$/;

/** Whatever could end a declaration or an element is no theme. */
function isPlainValue(value: unknown): value is string {
  return typeof value === "string" && !/[<>{};\\]/.test(value);
}

/** Only what can stand in a style sheet and in a class attribute. */
export function plainLook(look: unknown): PageLook | undefined {
  if (typeof look !== "object" || look === null) return undefined;
  const { variables, classes } = look as Partial<PageLook>;
  if (typeof variables !== "object" || variables === null || !Array.isArray(classes)) {
    return undefined;
  }
  return {
    variables: Object.fromEntries(
      Object.entries(variables).filter(
        ([name, value]) => VARIABLE.test(name) && isPlainValue(value),
      ),
    ),
    classes: classes.filter((name) => typeof name === "string" && CLASS.test(name)),
  };
}

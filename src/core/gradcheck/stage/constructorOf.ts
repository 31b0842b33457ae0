import type { ParsedModule } from "../../syntax/parsedModule.ts";

/** What makes an instance: the constructor of a class, or the function that is called with `new`. */
export function constructorOf({ program, functions }: ParsedModule, owner: string) {
  for (const statement of program.body) {
    const isExported =
      statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
    const declared = isExported ? statement.declaration : statement;
    if (declared?.type !== "ClassDeclaration" || declared.id?.name !== owner) continue;
    const member = declared.body.body.find(
      (one) => one.type === "MethodDefinition" && one.kind === "constructor",
    );
    return member?.type === "MethodDefinition" ? member.value : undefined;
  }
  return functions.find(({ name }) => name === owner)?.node;
}

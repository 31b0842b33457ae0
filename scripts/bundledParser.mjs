// What the bundles have for `typescript-estree`: its converter and the settings that we use of its
// `parse`. The rest of that package looks for projects on disk and needs the whole compiler.
import * as ts from "typescript";
import { astConverter } from "typescript-estree/ast-converter";
import { getScriptKind } from "typescript-estree/get-script-kind";

/** `parse(text, { filePath, range: true, loc: true, jsDocParsingMode: "none" })` */
export function parse(text, { filePath }) {
  const isModule = /\.m[jt]s$/i.test(filePath);
  const source = ts.createSourceFile(
    filePath,
    text,
    {
      languageVersion: ts.ScriptTarget.Latest,
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
      ...(isModule ? { setExternalModuleIndicator } : {}),
    },
    true,
    getScriptKind(filePath, false),
  );
  const settings = { range: true, loc: true, suppressDeprecatedPropertyWarnings: true };
  return astConverter(source, settings, false).estree;
}

function setExternalModuleIndicator(file) {
  file.externalModuleIndicator = true;
}

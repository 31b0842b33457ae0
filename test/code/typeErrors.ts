import * as ts from "typescript";

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts"],
  types: [],
};

const fileName = "derivatives.ts";

/** What `tsc --strict` has to say of a module, by line from 0. */
export function typeErrors(text: string): ReadonlyMap<number, string> {
  const host = ts.createCompilerHost(options);
  const original = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === fileName ? ts.createSourceFile(name, text, version, true) : original(name, version);
  host.fileExists = (name) => name === fileName || ts.sys.fileExists(name);
  const program = ts.createProgram([fileName], options, host);
  const file = program.getSourceFile(fileName);
  const errors = new Map<number, string>();
  for (const { start, messageText } of ts.getPreEmitDiagnostics(program, file)) {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : 0;
    errors.set(line, ts.flattenDiagnosticMessageText(messageText, " "));
  }
  return errors;
}

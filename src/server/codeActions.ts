import { type CodeAction, CodeActionKind, type Connection } from "vscode-languageserver";
import type { Fix } from "../core/gradcheck/fixes/fix.ts";
import { fixesOf, ignoringFix } from "../core/gradcheck/fixes/fixes.ts";
import type { GradientCheck } from "../core/gradcheck/gradientCheck.ts";
import { parseSource } from "../core/syntax/parse.ts";
import { createModule, librarySeenBy, type ParsedModule } from "../core/syntax/parsedModule.ts";
import type { ClientFacts } from "./clientFacts.ts";
import { copyActions, copyKind } from "./copy.ts";
import type { AnalyzedDocument, OpenDocuments } from "./documents.ts";
import { insertPointActions, insertPointKind } from "./insertSamplePoint.ts";
import type { Respond } from "./respond.ts";
import { rangeIn } from "./textRange.ts";
import { writeActions, writeKind } from "./writeDerivative.ts";

interface Needs {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly documents: OpenDocuments;
  readonly respond: Respond;
}

/** Ways to repair a wrong derivative, each tried before it is offered, and to write or copy a right one. */
export function registerCodeActions({ connection, client, documents, respond }: Needs): void {
  connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
    respond<CodeAction[]>(token, [], async () => {
      const wants = (own: string) =>
        !context.only || context.only.some((kind) => isWithin(own, kind));
      const wantsFixes = wants(CodeActionKind.QuickFix);
      const [wantsCopies, wantsWriting] = [wants(copyKind), wants(writeKind)];
      const wantsPoint = wants(insertPointKind);
      if (!wantsFixes && !wantsCopies && !wantsWriting && !wantsPoint) return [];
      const analyzed = await documents.analyze(uri);
      if (!analyzed) return [];
      const { document } = analyzed;
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      return [
        ...(wantsFixes ? fixesAt(analyzed, start, end) : []),
        ...(wantsWriting ? writeActions(analyzed, start, end) : []),
        ...(wantsPoint ? insertPointActions(analyzed, start, end) : []),
        ...(wantsCopies ? copyActions(analyzed, start, end, client) : []),
      ];
    }),
  );
}

/** Kinds are paths: "quickfix" asks for "quickfix.spelling" too. */
function isWithin(kind: string, asked: string): boolean {
  return asked === "" || kind === asked || kind.startsWith(`${asked}.`);
}

function fixesAt(analyzed: AnalyzedDocument, start: number, end: number): readonly CodeAction[] {
  return analyzed.analysis.checks
    .filter(({ verdict }) => verdict === "wrong" || verdict === "conditional")
    .filter(({ derivative: { range: body, nameRange } }) => {
      return Math.min(nameRange.start, body.start) <= end && start <= body.end;
    })
    .flatMap((check) => actionsFor(check, analyzed));
}

function actionsFor(check: GradientCheck, analyzed: AnalyzedDocument): readonly CodeAction[] {
  const { module, limits, uri } = analyzed.analysis;
  if (!module) return [];
  // The other files are those that the unedited text sees.
  const library = librarySeenBy(module);
  const parse = (text: string): ParsedModule | undefined => {
    const outcome = parseSource(text, uri);
    if (outcome.kind !== "parsed") return undefined;
    return createModule(text, outcome.program, outcome.unread, { uri: module.uri, library });
  };
  const ignoring = ignoringFix(module, check);
  return [...fixesOf(module, check, limits, parse), ...(ignoring ? [ignoring] : [])].map((fix) =>
    actionOf(fix, analyzed),
  );
}

function actionOf({ title, range, text, isSmallest }: Fix, { document }: AnalyzedDocument) {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    ...(isSmallest ? { isPreferred: true } : {}),
    edit: {
      changes: { [document.uri]: [{ range: rangeIn(document, range), newText: text }] },
    },
  } satisfies CodeAction;
}

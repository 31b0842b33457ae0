import { CodeActionKind, type Connection, TextDocumentSyncKind } from "vscode-languageserver";
import { version } from "../../package.json";
import { type Analyzer, createAnalyzer } from "../core/analysis/document/analyzer.ts";
import type { Sources } from "../core/syntax/sources.ts";
import { registerBranches } from "./branches.ts";
import { registerChecks } from "./checks.ts";
import { clientFactsOf } from "./clientFacts.ts";
import { registerCodeActions } from "./codeActions.ts";
import { registerCodeLens } from "./codeLens.ts";
import { copyKind, registerCopy } from "./copy.ts";
import { registerDiagnostics } from "./diagnostics.ts";
import { openDocuments } from "./documents.ts";
import { registerHover } from "./hover.ts";
import { registerInlayHints } from "./inlayHints.ts";
import { registerRefresh } from "./refresh.ts";
import { createResponder } from "./respond.ts";
import { settingsOf } from "./settings.ts";
import { registerStatus } from "./status.ts";
import { registerTheme } from "./theme.ts";
import { registerTrace } from "./trace.ts";
import { writeKind } from "./writeDerivative.ts";

/** Serves one client until it says goodbye. Composition only: every feature is one file. */
export function startServer(
  connection: Connection,
  makeAnalyzer: (sources: Sources) => Analyzer = createAnalyzer,
): void {
  connection.onInitialize((params) => {
    const client = clientFactsOf(params);
    const respond = createResponder(connection);
    const settings = settingsOf(connection, client);
    const documents = openDocuments(connection, client, settings, makeAnalyzer);

    // One listener for all: another would take the place of the first.
    connection.onInitialized(() => {
      settings.register();
      documents.register();
    });
    const theme = registerTheme({ connection, client });

    registerCodeLens({ connection, client, documents, settings, respond });
    registerCodeActions({ connection, client, documents, respond });
    registerCopy({ connection, documents, respond });
    registerHover({ connection, client, documents, theme, respond });
    registerInlayHints({ connection, client, documents, settings, respond });
    registerStatus({ connection, documents, respond });
    registerTrace({ connection, documents, respond });
    registerBranches({ connection, documents, respond });
    registerChecks({ connection, documents, respond });
    registerDiagnostics({ connection, client, documents, settings });
    registerRefresh({ connection, client, documents, settings });
    if (client.notifyAnalyzed) documents.notifyAnalyzed();

    return {
      serverInfo: { name: "gradlens", version },
      capabilities: {
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: true,
        },
        codeLensProvider: { resolveProvider: true },
        hoverProvider: true,
        inlayHintProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, writeKind, copyKind] },
      },
    };
  });
  connection.listen();
}

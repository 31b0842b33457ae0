import { type Connection, type Disposable, Emitter, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Analyzer } from "../core/analysis/analyzer.ts";
import type { DocumentAnalysis } from "../core/analysis/documentAnalysis.ts";
import { type AnalyzedParams, analyzedNotification } from "../protocol/requests.ts";

/** A document together with the analysis of exactly this version. */
export interface AnalyzedDocument {
  readonly document: TextDocument;
  readonly analysis: DocumentAnalysis;
}

/** The documents the client has open: files, untitled ones, virtual ones and notebook cells alike. */
export interface OpenDocuments {
  /** The newest text of the document, analysed; undefined where it is not open or not ours. */
  analyze(uri: string): AnalyzedDocument | undefined;
  uris(): readonly string[];
  /** Also on opening. */
  onDidChange(listener: (uri: string) => void): Disposable;
  onDidClose(listener: (uri: string) => void): Disposable;
  /** Tells the client about the first analysis of each version. */
  notifyAnalyzed(): void;
}

/** What is read, and the ending of its files. */
const endings: ReadonlyMap<string, string> = new Map([
  ["javascript", ".js"],
  ["typescript", ".ts"],
  ["javascriptreact", ".jsx"],
  ["typescriptreact", ".tsx"],
  // As Vim and Emacs call the same two.
  ["javascript.jsx", ".jsx"],
  ["typescript.tsx", ".tsx"],
]);

export function openDocuments(connection: Connection, analyzer: Analyzer): OpenDocuments {
  const texts = new TextDocuments(TextDocument);
  const analyzedVersions = new Map<string, number>();
  const analyzed = new Emitter<AnalyzedParams>();
  texts.onDidClose(({ document }) => {
    analyzedVersions.delete(document.uri);
    analyzer.close(sourceUriOf(document) ?? document.uri);
  });
  texts.listen(connection);
  return {
    analyze(uri) {
      const document = texts.get(uri);
      const sourceUri = document && sourceUriOf(document);
      if (!sourceUri) return undefined;
      const { version } = document;
      const analysis = analyzer.analyze({ uri: sourceUri, version, text: document.getText() });
      if (analyzedVersions.get(uri) !== version) {
        analyzedVersions.set(uri, version);
        analyzed.fire({ uri, version });
      }
      return { document, analysis };
    },
    uris: () => texts.keys(),
    onDidChange: (listener) => texts.onDidChangeContent(({ document }) => listener(document.uri)),
    onDidClose: (listener) => texts.onDidClose(({ document }) => listener(document.uri)),
    notifyAnalyzed() {
      analyzed.event((params) => void connection.sendNotification(analyzedNotification, params));
    },
  };
}

/**
 * The analyser tells the dialect by the ending of the URI: an untitled document or a notebook cell,
 * which has none, is given that of its language. Undefined where the language is not ours.
 */
function sourceUriOf({ uri, languageId }: TextDocument): string | undefined {
  const ending = endings.get(languageId);
  if (ending === undefined) return undefined;
  return /\.[cm]?[jt]sx?$/i.test(uri) ? uri : uri + ending;
}

import { type Connection, type Disposable, Emitter, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Analyzer } from "../core/analysis/document/analyzer.ts";
import type { DocumentAnalysis } from "../core/analysis/document/documentAnalysis.ts";
import { plainUri, type Reads, type Sources } from "../core/syntax/sources.ts";
import { type AnalyzedParams, analyzedNotification } from "../protocol/requests.ts";
import { checkRounds } from "./checkRounds.ts";
import type { ClientFacts } from "./clientFacts.ts";
import type { SettingsStore } from "./settings.ts";
import { sourceFiles } from "./sourceFiles.ts";

/** A document together with the analysis of exactly this version. */
export interface AnalyzedDocument {
  readonly document: TextDocument;
  readonly analysis: DocumentAnalysis;
}

/** The documents the client has open: files, untitled ones, virtual ones and notebook cells alike. */
export interface OpenDocuments {
  /** The newest text of the document, analysed; undefined where it is not open or not ours. */
  analyze(uri: string): Promise<AnalyzedDocument | undefined>;
  uris(): readonly string[];
  /** Once the client is ready. */
  register(): void;
  /** Also on opening. */
  onDidChange(listener: (uri: string) => void): Disposable;
  /** A file that the document imports reads differently now. */
  onDidChangeImport(listener: (uri: string) => void): Disposable;
  onDidClose(listener: (uri: string) => void): Disposable;
  /** Compares the derivatives of the text as it is now, whatever the settings say. */
  checkNow(uri: string): void;
  /** Derivatives are to be compared that were left alone while the person typed. */
  onDidAskForCheck(listener: (uri: string) => void): Disposable;
  /** Tells the client about each new analysis. */
  notifyAnalyzed(): void;
}

/** Every round reads the imports of the files that the last one read. */
const MAXIMUM_ROUNDS = 30;

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

export function openDocuments(
  connection: Connection,
  client: ClientFacts,
  settings: SettingsStore,
  makeAnalyzer: (sources: Sources) => Analyzer,
): OpenDocuments {
  const texts = new TextDocuments(TextDocument);
  /** As the client spells the URIs of open documents. */
  const known = new Map<string, string>();
  const files = sourceFiles(connection, client, (uri) =>
    texts.get(known.get(uri) ?? uri)?.getText(),
  );
  const analyzer = makeAnalyzer(files);
  const latest = new Map<string, DocumentAnalysis>();
  const analyzed = new Emitter<AnalyzedParams>();
  const importChanged = new Emitter<string>();
  const asked = new Emitter<string>();
  const rounds = checkRounds();

  const tellImporters = (changed: readonly string[]): void => {
    for (const [uri, { reads }] of latest) {
      if (changed.some((file) => file !== plainUri(uri) && reads.has(file)))
        importChanged.fire(uri);
    }
  };
  files.onDidChange(tellImporters);
  texts.onDidOpen(({ document }) => known.set(plainUri(document.uri), document.uri));
  texts.onDidChangeContent(({ document }) => tellImporters([plainUri(document.uri)]));
  texts.onDidOpen(({ document }) => rounds.settle(document));
  texts.onDidSave(({ document }) => {
    rounds.settle(document);
    if (latest.get(document.uri)?.holdsChecks) asked.fire(document.uri);
  });
  texts.onDidClose(({ document }) => {
    known.delete(plainUri(document.uri));
    latest.delete(document.uri);
    rounds.forget(document.uri);
    settings.forget(document.uri);
    analyzer.close(sourceUriOf(document) ?? document.uri);
    tellImporters([plainUri(document.uri)]);
  });
  texts.listen(connection);

  return {
    async analyze(uri) {
      for (let round = 0; ; round++) {
        const { limits, nonSmooth, check } = await settings.of(uri);
        const document = texts.get(uri);
        const sourceUri = document && sourceUriOf(document);
        if (!sourceUri) return undefined;
        const { version } = document;
        const text = document.getText();
        const analysis = analyzer.analyze({
          ...{ uri: sourceUri, version, text },
          ...{ limits, nonSmooth, holdsChecks: rounds.areHeld(document, check.run) },
        });
        const missing = unread(analysis.reads);
        if (missing.length === 0 || round === MAXIMUM_ROUNDS) {
          if (latest.get(uri) !== analysis) {
            latest.set(uri, analysis);
            analyzed.fire({ uri, version });
          }
          return { document, analysis };
        }
        await files.load(missing);
      }
    },
    uris: () => texts.keys(),
    register: () => files.register(),
    onDidChange: (listener) => texts.onDidChangeContent(({ document }) => listener(document.uri)),
    onDidChangeImport: importChanged.event,
    onDidClose: (listener) => texts.onDidClose(({ document }) => listener(document.uri)),
    checkNow(uri) {
      const document = texts.get(uri);
      if (document) rounds.ask(document);
      asked.fire(uri);
    },
    onDidAskForCheck: asked.event,
    notifyAnalyzed() {
      analyzed.event((params) => void connection.sendNotification(analyzedNotification, params));
    },
  };
}

function unread(reads: Reads): readonly string[] {
  return [...reads].filter(([, text]) => text === undefined).map(([uri]) => uri);
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

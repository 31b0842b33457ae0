import type { Connection } from "vscode-languageserver";
import {
  type CodeLens,
  CodeLensRefreshRequest,
  CodeLensRequest,
  CodeLensResolveRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  ExitNotification,
  type FileEvent,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  InlayHintRefreshRequest,
  InlayHintRequest,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver-protocol/node";
import {
  type BranchesParams,
  type BranchesResult,
  branchesRequest,
} from "../../src/protocol/branches.ts";
import {
  type AnalyzedParams,
  analyzedNotification,
  type ChecksParams,
  type ChecksResult,
  type ClientOptions,
  checksRequest,
  cursorNotification,
  type StatusResult,
  statusRequest,
  type TraceParams,
  type TraceResult,
  traceRequest,
} from "../../src/protocol/requests.ts";
import { childProcess, withinThisProcess } from "./servers.ts";

export interface TestClientOptions {
  /** Arguments to Node; the bundled server by default. */
  readonly serverArguments?: readonly string[];
  /** Instead of a process: what is to answer, over streams within this one. It cannot be told to exit. */
  readonly serve?: (connection: Connection) => void;
  readonly initializationOptions?: ClientOptions;
  /** Whether the client can be asked for its settings; a simple editor cannot. */
  readonly pullsSettings?: boolean;
  readonly markdown?: boolean;
}

/** VS Code's announcement, for tests of what only VS Code is given. */
export const vscodeOptions: ClientOptions = {
  commands: ["gradlens.openPanel", "gradlens.setSamplePoint"],
  themeKind: "dark",
  notifyAnalyzed: true,
};

/** A small editor: a child process with the server, a protocol connection, and what came over it. */
export class TestClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly analyzed: AnalyzedParams[] = [];
  readonly logged: string[] = [];
  /** What the server asked to be told of. */
  readonly registered: string[] = [];
  lensRefreshes = 0;
  hintRefreshes = 0;
  /** Section "gradlens", as `workspace/configuration` answers it. */
  settings: unknown = { codeLens: { enabled: true } };
  readonly connection: ProtocolConnection;
  readonly initialized: Promise<InitializeResult>;
  readonly #kill: () => void;
  readonly #exit: Promise<number | null>;
  readonly #waiting = new Set<() => void>();

  constructor(options: TestClientOptions = {}) {
    const { output, input, exit, kill } = options.serve
      ? withinThisProcess(options.serve)
      : childProcess(options.serverArguments ?? ["dist/server.js", "--stdio"]);
    this.#exit = exit;
    this.#kill = kill;
    const reader = new StreamMessageReader(output);
    // Half a message of a server that was killed would keep a timer, and the test run, alive for ever.
    reader.partialMessageTimeout = 0;
    this.connection = createProtocolConnection(reader, new StreamMessageWriter(input), console);
    this.#listen();
    this.connection.listen();
    const failed = exit.then((code) => Promise.reject(new Error(`the server ended with ${code}`)));
    this.initialized = Promise.race([this.#initialize(options), failed]);
    this.initialized.catch(() => undefined); // it is for the test to look at
  }

  #listen(): void {
    const { connection } = this;
    connection.onNotification(PublishDiagnosticsNotification.type, (params) =>
      this.#arrived(() => this.published.push(params)),
    );
    connection.onNotification(analyzedNotification, (params: AnalyzedParams) =>
      this.#arrived(() => this.analyzed.push(params)),
    );
    connection.onNotification(LogMessageNotification.type, ({ message }) =>
      this.#arrived(() => this.logged.push(message)),
    );
    connection.onRequest(CodeLensRefreshRequest.type, () =>
      this.#arrived(() => {
        this.lensRefreshes++;
      }),
    );
    connection.onRequest(InlayHintRefreshRequest.type, () =>
      this.#arrived(() => {
        this.hintRefreshes++;
      }),
    );
    connection.onRequest(RegistrationRequest.type, ({ registrations }) =>
      this.#arrived(() => this.registered.push(...registrations.map(({ method }) => method))),
    );
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings));
  }

  #arrived(record: () => void): void {
    record();
    for (const check of this.#waiting) check();
  }

  async #initialize(options: TestClientOptions): Promise<InitializeResult> {
    const pulls = options.pullsSettings !== false;
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: {
        workspace: {
          configuration: pulls,
          didChangeConfiguration: { dynamicRegistration: pulls },
          codeLens: { refreshSupport: true },
          inlayHint: { refreshSupport: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
        textDocument: {
          hover: { contentFormat: options.markdown === false ? ["plaintext"] : ["markdown"] },
          publishDiagnostics: { relatedInformation: true },
        },
      },
      ...(options.initializationOptions
        ? { initializationOptions: options.initializationOptions }
        : {}),
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  async open(uri: string, text: string, languageId = "typescript"): Promise<void> {
    await this.initialized;
    const textDocument = { uri, languageId, version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  change(
    uri: string,
    version: number,
    ...contentChanges: TextDocumentContentChangeEvent[]
  ): Promise<void> {
    const textDocument = { uri, version };
    const params = { textDocument, contentChanges };
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, params);
  }

  save(uri: string): Promise<void> {
    return this.connection.sendNotification(DidSaveTextDocumentNotification.type, {
      textDocument: { uri },
    });
  }

  checks(params: ChecksParams): Promise<ChecksResult> {
    return this.connection.sendRequest<ChecksResult>(checksRequest, params);
  }

  close(uri: string): Promise<void> {
    const textDocument = { uri };
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument,
    });
  }

  filesChanged(changes: FileEvent[]): Promise<void> {
    return this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  changeSettings(settings: unknown): Promise<void> {
    this.settings = settings;
    return this.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { gradlens: settings },
    });
  }

  async lenses(uri: string): Promise<CodeLens[]> {
    const params = { textDocument: { uri } };
    return (await this.connection.sendRequest(CodeLensRequest.type, params)) ?? [];
  }

  resolve(lens: CodeLens): Promise<CodeLens> {
    return this.connection.sendRequest(CodeLensResolveRequest.type, lens);
  }

  /** Line and title of each lens, as a person sees them. */
  async lensTexts(uri: string): Promise<string[]> {
    const lenses = await Promise.all((await this.lenses(uri)).map((lens) => this.resolve(lens)));
    return lenses.map(({ range, command }) => `${range.start.line}: ${command?.title}`);
  }

  /** Line and label of each hint of the document. */
  async hintTexts(uri: string): Promise<string[]> {
    const range = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
    const params = { textDocument: { uri }, range };
    const hints = (await this.connection.sendRequest(InlayHintRequest.type, params)) ?? [];
    return hints.map(({ position, label }) => `${position.line}: ${label}`);
  }

  moveCursor(uri: string, offset: number): Promise<void> {
    return this.connection.sendNotification(cursorNotification, { uri, offset });
  }

  hover(uri: string, line: number, character: number): Promise<Hover | null> {
    const params = { textDocument: { uri }, position: { line, character } };
    return this.connection.sendRequest(HoverRequest.type, params);
  }

  status(uri: string): Promise<StatusResult> {
    return this.connection.sendRequest<StatusResult>(statusRequest, { uri });
  }

  branches(params: BranchesParams): Promise<BranchesResult> {
    return this.connection.sendRequest<BranchesResult>(branchesRequest, params);
  }

  trace(params: TraceParams): Promise<TraceResult> {
    return this.connection.sendRequest<TraceResult>(traceRequest, params);
  }

  /** The diagnostics of this version, once they are there. */
  async diagnostics(uri: string, version: number): Promise<PublishDiagnosticsParams> {
    const find = () => this.published.find((p) => p.uri === uri && p.version === version);
    await this.until(() => find() !== undefined, `diagnostics of ${uri} version ${version}`);
    return find() as PublishDiagnosticsParams;
  }

  /** Resolves once `condition` holds, looked at after everything that arrives. */
  async until(condition: () => boolean, what: string, milliseconds = 10_000): Promise<void> {
    if (condition()) return;
    let check = (): void => undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        check = () => condition() && resolve();
        this.#waiting.add(check);
        timer = setTimeout(() => reject(new Error(`no ${what} in time`)), milliseconds);
      });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(check);
    }
  }

  /** Says goodbye as the protocol wants it; the server's exit code. */
  async shutdown(): Promise<number | null> {
    await this.initialized;
    await this.connection.sendRequest(ShutdownRequest.type);
    return this.exit();
  }

  async exit(): Promise<number | null> {
    await this.connection.sendNotification(ExitNotification.type);
    return this.#exit;
  }

  /** After a test, however it went. */
  dispose(): void {
    this.connection.dispose();
    this.#kill();
  }
}

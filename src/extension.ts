import { type CancellationToken, EventEmitter, type ExtensionContext, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { registerCheckDerivatives } from "./editor/checkDerivatives.ts";
import { createClient } from "./editor/client.ts";
import { registerCopyDerivative } from "./editor/copyDerivative.ts";
import { registerCursor } from "./editor/cursor.ts";
import { registerFunctionList } from "./editor/functionList.ts";
import { registerHigherDerivative } from "./editor/higherDerivative.ts";
import { registerPanel } from "./editor/panel.ts";
import { registerServerCommands } from "./editor/serverCommands.ts";
import { registerSetSamplePoint } from "./editor/setSamplePoint.ts";
import { registerStatus } from "./editor/status.ts";
import { registerTestExplorer } from "./editor/testExplorer.ts";
import { registerTheme } from "./editor/theme.ts";
import { registerToggleLenses } from "./editor/toggleLenses.ts";
import { type BranchesParams, type BranchesResult, branchesRequest } from "./protocol/branches.ts";
import {
  type AnalyzedParams,
  analyzedNotification,
  type ChecksParams,
  type ChecksResult,
  type CopyParams,
  type CopyResult,
  checksRequest,
  copyRequest,
  orderNotification,
  type StatusResult,
  statusRequest,
  type TraceParams,
  type TraceResult,
  traceRequest,
} from "./protocol/requests.ts";

let running: LanguageClient | undefined;

/** Composition only. The parser and all analysis live in the server's process. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Gradlens", { log: true });
  const client = createClient(context, log);
  const analyzed = new EventEmitter<AnalyzedParams>();
  client.onNotification(analyzedNotification, (params: AnalyzedParams) => analyzed.fire(params));

  const trace = (params: TraceParams): Promise<TraceResult> =>
    client.sendRequest<TraceResult>(traceRequest, params);
  const branches = (params: BranchesParams, token: CancellationToken): Promise<BranchesResult> =>
    client.sendRequest<BranchesResult>(branchesRequest, params, token);
  const status = (uri: string): Promise<StatusResult> =>
    client.sendRequest<StatusResult>(statusRequest, { uri });
  const checks = (params: ChecksParams): Promise<ChecksResult> =>
    client.sendRequest<ChecksResult>(checksRequest, params);

  context.subscriptions.push(
    log,
    analyzed,
    registerPanel(context, { trace, branches }, analyzed.event),
    registerStatus(client, status, analyzed.event),
    registerFunctionList(status),
    registerSetSamplePoint({ trace, status }),
    registerCopyDerivative((params: CopyParams) =>
      client.sendRequest<CopyResult>(copyRequest, params),
    ),
    registerHigherDerivative(trace, (params) => client.sendNotification(orderNotification, params)),
    registerToggleLenses(),
    registerTheme(client),
    registerCursor(client),
    registerCheckDerivatives(checks),
    registerTestExplorer(checks, analyzed.event, (error) => log.error(String(error))),
    registerServerCommands(client, log),
  );
  running = client;
  client.start().catch((error) => log.error(error));
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}

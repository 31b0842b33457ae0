import {
  type CancellationToken,
  Disposable,
  type Event,
  Location,
  Range,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  TestRunProfileKind,
  type TestRunRequest,
  type TextDocument,
  tests,
  workspace,
} from "vscode";
import type {
  AnalyzedParams,
  CheckItem,
  ChecksParams,
  ChecksResult,
} from "../protocol/requests.ts";
import { languageIds } from "./languageIds.ts";

type Ask = (params: ChecksParams) => Promise<ChecksResult>;

/** The hand-written derivatives of the open documents, each as a test. */
export function registerTestExplorer(
  checksOf: Ask,
  onAnalyzed: Event<AnalyzedParams>,
  onError: (error: unknown) => void,
): Disposable {
  const controller = tests.createTestController("gradlens.derivatives", "Gradlens");
  return Disposable.from(controller, followDerivatives(controller, checksOf, onAnalyzed, onError));
}

export function followDerivatives(
  controller: TestController,
  checksOf: Ask,
  onAnalyzed: Event<AnalyzedParams>,
  onError: (error: unknown) => void,
): Disposable {
  /** Runs that go on as long as the person wants them to. */
  const lasting = new Set<TestRunRequest>();

  const refresh = async (document: TextDocument): Promise<void> => {
    const result = await checksOf({ uri: document.uri.toString() });
    if (document.isClosed || result.version !== document.version) return;
    const changed = show(controller, document, result.checks);
    if (changed.length === 0) return;
    controller.invalidateTestResults(changed);
    for (const request of lasting) report(controller, request, document, result.checks);
  };
  const runOnce = async (request: TestRunRequest): Promise<void> => {
    for (const document of documentsOf(controller, request)) {
      const result = await checksOf({ uri: document.uri.toString(), run: true });
      if (document.isClosed || result.version !== document.version) continue;
      show(controller, document, result.checks);
      report(controller, request, document, result.checks);
    }
  };
  const profile = controller.createRunProfile(
    "Compare with the exact derivative",
    TestRunProfileKind.Run,
    async (request: TestRunRequest, token: CancellationToken) => {
      await runOnce(request);
      if (!request.continuous) return;
      lasting.add(request);
      token.onCancellationRequested(() => lasting.delete(request));
    },
    true,
  );
  profile.supportsContinuousRun = true;
  return Disposable.from(
    profile,
    onAnalyzed(({ uri }) => {
      const document = workspace.textDocuments.find((one) => one.uri.toString() === uri);
      if (document) refresh(document).catch(onError);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => controller.items.delete(uri.toString())),
  );
}

function documentsOf(
  controller: TestController,
  { include }: TestRunRequest,
): readonly TextDocument[] {
  const wanted = include?.map(({ uri }) => uri?.toString());
  return workspace.textDocuments.filter(({ uri, languageId }) => {
    const isKnown = controller.items.get(uri.toString()) !== undefined;
    return (
      isKnown && languageIds.includes(languageId) && (wanted?.includes(uri.toString()) ?? true)
    );
  });
}

/** What each item said last: an edit that changes it makes its result one of the past. */
const said = new WeakMap<TestItem, string>();

/** Brings the items of a document up to date, and says which of them mean something else now. */
function show(
  controller: TestController,
  document: TextDocument,
  checks: readonly CheckItem[],
): readonly TestItem[] {
  const id = document.uri.toString();
  if (checks.length === 0) {
    controller.items.delete(id);
    return [];
  }
  const known = controller.items.get(id);
  const file = known ?? controller.createTestItem(id, fileName(document), document.uri);
  if (!known) controller.items.add(file);
  const changed: TestItem[] = [];
  const ids = idsOf(checks);
  const items = checks.map((check, index) => {
    const id = ids[index] as string;
    const item = file.children.get(id) ?? controller.createTestItem(id, check.name, document.uri);
    item.range = rangeIn(document, check);
    item.description = `derivative of ${check.primal}`;
    const now = `${check.outcome} ${check.message}`;
    if (said.get(item) !== now) changed.push(item);
    said.set(item, now);
    return item;
  });
  file.children.replace(items);
  return changed;
}

/** The results of one document, as far as they were asked for. */
function report(
  controller: TestController,
  request: TestRunRequest,
  document: TextDocument,
  checks: readonly CheckItem[],
): void {
  const file = controller.items.get(document.uri.toString());
  if (!file) return;
  const isWanted = (item: TestItem) => {
    const { include, exclude } = request;
    const isIn = (list: readonly TestItem[]) => list.includes(item) || list.includes(file);
    return (include === undefined || isIn(include)) && !isIn(exclude ?? []);
  };
  const run = controller.createTestRun(request, fileName(document), false);
  const ids = idsOf(checks);
  for (const [index, check] of checks.entries()) {
    const item = file.children.get(ids[index] as string);
    if (item && isWanted(item)) reportOne(run, item, document, check);
  }
  run.end();
}

function reportOne(run: TestRun, item: TestItem, document: TextDocument, check: CheckItem): void {
  const { outcome, message, numbers, place } = check;
  const location = new Location(document.uri, rangeIn(document, place));
  switch (outcome) {
    case "passed":
      run.passed(item);
      break;
    case "failed": {
      const text = numbers
        ? TestMessage.diff(message, numbers.expected, numbers.actual)
        : new TestMessage(message);
      text.location = location;
      run.failed(item, text);
      break;
    }
    default:
      run.skipped(item);
  }
  run.appendOutput(`${message.replaceAll("\n", "\r\n")}\r\n`, location, item);
}

/** By names, so that an item stays the same while the text moves; steps of one function are counted. */
function idsOf(checks: readonly CheckItem[]): readonly string[] {
  const counts = new Map<string, number>();
  return checks.map(({ name, primal }) => {
    const id = `${name} of ${primal}`;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? id : `${id}, ${count}`;
  });
}

function fileName({ uri }: TextDocument): string {
  return uri.path.split("/").at(-1) ?? uri.path;
}

function rangeIn(
  document: TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}

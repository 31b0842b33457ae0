import { type Connection, type Hover, MarkupKind, type Position } from "vscode-languageserver";
import type { HoverFacts } from "../core/analysis/hover/hoverBlocks.ts";
import { hoverAt } from "../core/analysis/hover/hoverFacts.ts";
import { openPanelCommand, setSamplePointCommand } from "../protocol/commands.ts";
import type { ThemeKind } from "../protocol/requests.ts";
import type { ClientFacts } from "./clientFacts.ts";
import type { AnalyzedDocument, OpenDocuments } from "./documents.ts";
import { markdownOf, plainTextOf } from "./hoverText.ts";
import { commandLink } from "./markdown.ts";
import type { Respond } from "./respond.ts";
import { rangeIn } from "./textRange.ts";
import type { Theme } from "./theme.ts";

interface Needs {
  readonly connection: Connection;
  readonly client: ClientFacts;
  readonly documents: OpenDocuments;
  readonly theme: Theme;
  readonly respond: Respond;
}

/** What is known about the smallest expression under the mouse. */
export function registerHover({ connection, client, documents, theme, respond }: Needs): void {
  connection.onHover(({ textDocument, position }, token) =>
    respond<Hover | null>(token, null, async () => {
      const analyzed = await documents.analyze(textDocument.uri);
      return analyzed ? hoverOf(analyzed, position, client, theme.kind()) : null;
    }),
  );
}

function hoverOf(
  analyzed: AnalyzedDocument,
  position: Position,
  client: ClientFacts,
  theme: ThemeKind,
): Hover | null {
  const { document, analysis } = analyzed;
  const facts = hoverAt(analysis, document.offsetAt(position));
  if (!facts) return null;
  const range = rangeIn(document, facts.range);
  if (!client.markdownHovers) {
    return { range, contents: { kind: MarkupKind.PlainText, value: plainTextOf(facts.blocks) } };
  }
  const links = linksOf(facts, analyzed, client);
  const value = markdownOf(facts.blocks, client.pictures ? theme : undefined, links);
  return { range, contents: { kind: MarkupKind.Markdown, value } };
}

/** On the name of a function that has a trace, what else can be done with it. */
function linksOf(
  facts: HoverFacts,
  { document, analysis }: AnalyzedDocument,
  client: ClientFacts,
): string {
  const fn = analysis.functions.find(({ nameRange }) => nameRange.start === facts.range.start);
  if (!fn || fn.outcome.kind === "declined") return "";
  const target = { uri: document.uri, name: fn.name };
  const links = [
    { title: "Open graph", command: openPanelCommand },
    { title: "Set sample point", command: setSamplePointCommand },
  ];
  return links
    .filter(({ command }) => client.commands.has(command))
    .map(({ title, command }) => commandLink(title, command, target))
    .join(" · ");
}

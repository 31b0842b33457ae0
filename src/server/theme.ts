import type { Connection } from "vscode-languageserver";
import { type ThemeKind, type ThemeParams, themeNotification } from "../protocol/requests.ts";
import { type ClientFacts, themeKindOf } from "./clientFacts.ts";

interface Needs {
  readonly connection: Connection;
  readonly client: ClientFacts;
}

export interface Theme {
  kind(): ThemeKind;
}

/** The colours around a picture in a hover, which cannot read the theme by itself. */
export function registerTheme({ connection, client }: Needs): Theme {
  let kind = client.themeKind;
  connection.onNotification(themeNotification, (params: ThemeParams) => {
    kind = themeKindOf(params?.kind) ?? kind;
  });
  return { kind: () => kind };
}

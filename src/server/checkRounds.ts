import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Settings } from "../protocol/requests.ts";

/** Which versions of the documents have their derivatives compared, where not every version has. */
export interface CheckRounds {
  /** Opened or saved: a person looks at it. */
  settle(document: TextDocument): void;
  ask(document: TextDocument): void;
  forget(uri: string): void;
  areHeld(document: TextDocument, run: Settings["check"]["run"]): boolean;
}

export function checkRounds(): CheckRounds {
  const settled = new Map<string, number>();
  const asked = new Map<string, number>();
  return {
    settle: ({ uri, version }) => void settled.set(uri, version),
    ask: ({ uri, version }) => void asked.set(uri, version),
    forget(uri) {
      settled.delete(uri);
      asked.delete(uri);
    },
    areHeld({ uri, version }, run) {
      if (run === "onType" || asked.get(uri) === version) return false;
      return run === "manual" || settled.get(uri) !== version;
    },
  };
}

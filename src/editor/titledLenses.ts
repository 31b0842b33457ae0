import type { CodeLens } from "vscode";
import {
  CodeLensRequest,
  type LanguageClient,
  type ProvideCodeLensesSignature,
} from "vscode-languageclient/node";

type ProvideCodeLenses = (
  ...question: [...Parameters<ProvideCodeLensesSignature>, next: ProvideCodeLensesSignature]
) => Promise<CodeLens[]>;

/**
 * Hands lenses out with their titles. VS Code would ask for a title once its lens is on screen, but
 * when the answer crosses a newer list of lenses, the new lens keeps the old one's command, which VS
 * Code has thrown away by then: a click says "Actual command not found".
 */
export function titledLenses(client: () => LanguageClient): ProvideCodeLenses {
  return async (document, token, next) => {
    const lenses = (await next(document, token)) ?? [];
    const provider = client().getFeature(CodeLensRequest.method).getProvider(document)?.provider;
    return Promise.all(
      lenses.map(async (lens) => (await provider?.resolveCodeLens?.(lens, token)) ?? lens),
    );
  };
}

/** The languages Gradlens reads, as VS Code calls them. */
export const languageIds = ["javascript", "typescript", "javascriptreact", "typescriptreact"];

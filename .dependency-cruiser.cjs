/** The architecture in executable form: lowest first, and each layer imports only earlier ones. */
const order = [
  "core/util",
  "core/ops",
  "core/tape",
  "core/autodiff",
  "core/symbolic/expr",
  "core/symbolic/normalForm",
  "core/symbolic/print",
  "core/symbolic/shorten",
  "core/symbolic/loops",
  "core/symbolic/matrix",
  "core/symbolic/arrange",
  "core/symbolic",
  "core/syntax",
  "core/trace",
  "core/gradcheck/gradientCheck.ts",
  "core/gradcheck/pairs",
  "core/gradcheck/stage",
  "core/gradcheck/inline",
  "core/gradcheck/passes",
  "core/gradcheck/replay",
  "core/gradcheck/samples",
  "core/gradcheck/compare",
  "core/gradcheck/judge",
  "core/gradcheck/regions",
  "core/gradcheck/diagnosis",
  "core/gradcheck",
  "core/analysis/document",
  "core/analysis/blame",
  "core/analysis/formulas",
  "core/analysis/lens",
  "core/analysis/hover",
  "core/analysis/writing",
  "core/analysis",
  "protocol",
  "server",
  "cli",
  "webview",
  "editor",
  "extension.ts",
];

/** What a layer must not see even though it stands lower: the page never loads the parser, and the ends never meet. */
const forbidden = {
  "core/ops": ["core/syntax"],
  "core/syntax": ["core/ops", "core/tape", "core/autodiff", "core/symbolic"],
  webview: ["core/syntax", "core/trace", "core/gradcheck", "core/analysis", "server", "cli"],
  editor: ["core", "server", "cli", "webview"],
  protocol: ["core/syntax", "core/trace", "core/gradcheck"],
};

const layerRules = order.map((layer, index) => {
  const hidden = forbidden[layer] ?? [];
  const allowed = order
    .slice(0, index + 1)
    .filter((lower) => !hidden.some((name) => lower === name || lower.startsWith(`${name}/`)));
  return {
    name: `layer:${layer}`,
    comment: `${layer} may import: ${allowed.join(", ")}`,
    severity: "error",
    from: { path: `^src/${layer}` },
    to: { path: "^src/", pathNot: allowed.map((name) => `^src/${name}`) },
  };
});

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: "vscode-only-in-editor",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(editor/|extension\\.ts)" },
      to: { path: "^vscode$|node_modules/(@types/)?vscode/|node_modules/vscode-languageclient/" },
    },
    {
      name: "parser-only-in-parse",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/core/syntax/(parse|ast)" },
      to: { path: "typescript-estree|node_modules/typescript/" },
    },
    {
      name: "core-is-pure",
      severity: "error",
      from: { path: "^src/(core|protocol|webview)/" },
      to: { dependencyTypes: ["core"] },
    },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, pathNot: ["\\.d\\.ts$"] },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};

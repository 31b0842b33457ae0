// The panel's page in an ordinary browser: `node test/panel/serve.mjs`, then open the address it prints.
// `--build` only writes out/panel.
import { execFileSync } from "node:child_process";
import { cp } from "node:fs/promises";
import * as esbuild from "esbuild";

const outdir = "out/panel";
const context = await esbuild.context({
  entryPoints: { webview: "src/webview/main.ts", host: "test/panel/host.ts" },
  outdir,
  bundle: true,
  format: "iife",
  target: "es2022",
  sourcemap: true,
  logLevel: "warning",
});
await context.rebuild();
await esbuild.build({
  entryPoints: ["test/panel/lessonContents.ts", "src/editor/exportedHtml.ts"],
  outdir,
  entryNames: "[name]",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  packages: "external",
});
execFileSync(process.execPath, [`${outdir}/lessonContents.cjs`, `${outdir}/lessons.json`]);
await cp("test/panel/page.html", `${outdir}/index.html`);
await cp("media/panel.css", `${outdir}/panel.css`);
if (process.argv.includes("--build")) await context.dispose();
else {
  const { port } = await context.serve({ servedir: outdir, host: "127.0.0.1" });
  console.log(`http://127.0.0.1:${port}/?sample=lesson&theme=dark`);
}

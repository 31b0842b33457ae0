// The panel's page in Chromium, driven by mocha: `node test/panel/run.mjs [--grep text]`.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import Mocha from "mocha";
import { globSync } from "tinyglobby";
import { launchBrowser } from "../../scripts/host/browser.mjs";
import { hostFolder } from "../../scripts/host/cache.mjs";
import { setBrowser } from "./page.mjs";

/** @type {Readonly<Record<string, string>>} */
const types = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".html": "text/html",
  ".json": "application/json",
};
const root = "out/panel";

execFileSync(process.execPath, [join(import.meta.dirname, "serve.mjs"), "--build"], {
  stdio: "inherit",
});
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://page");
  const file = normalize(pathname === "/" ? "/index.html" : pathname);
  try {
    const content = await readFile(join(root, file));
    response.setHeader("content-type", types[extname(file)] ?? "text/plain");
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
const browser = await launchBrowser(await hostFolder());
const address = server.address();
const port = typeof address === "object" && address ? address.port : 0;
setBrowser(browser, `http://127.0.0.1:${port}`);

const place = process.argv.indexOf("--grep");
const grep = place < 0 ? undefined : process.argv[place + 1];
const mocha = new Mocha({ timeout: 30_000, ...(grep ? { grep } : {}) });
const tests = globSync("pages/*.test.mjs", { cwd: import.meta.dirname, absolute: true });
for (const file of tests) mocha.addFile(file);
try {
  await mocha.loadFilesAsync();
  process.exitCode = await new Promise((resolve) => mocha.run(resolve));
} finally {
  await browser.close();
  server.close();
}

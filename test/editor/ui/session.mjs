// One VS Code with the extension installed, seen in one page.
import { cpSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { launchBrowser } from "../../../scripts/host/browser.mjs";
import { hostFolder } from "../../../scripts/host/cache.mjs";
import { installExtension } from "../../../scripts/host/extensions.mjs";
import { removeFolder, temporaryFolder } from "../../../scripts/host/lifetime.mjs";
import { startServer, workbenchUrl } from "../../../scripts/host/server.mjs";
import { Workbench } from "./workbench.mjs";

/**
 * Tests that need a VS Code of their own (other settings, Restricted Mode) start a second session.
 * @param {object} options
 * @param {string} options.extension the extension's folder, built
 * @param {string} options.examples the folder to open (a copy of it)
 * @param {string} options.out screenshots go to its `screenshots`
 * @param {object} [options.settings] user settings
 */
export async function startSession({ extension, examples, out, settings = {} }) {
  const host = await hostFolder();
  const folder = temporaryFolder();
  const workspace = join(folder, basename(examples));
  cpSync(examples, workspace, { recursive: true });
  const extensionsDir = join(folder, "extensions");
  mkdirSync(extensionsDir);
  installExtension(extension, extensionsDir);

  const server = await startServer({ host, extensionsDir, settings });
  const browser = await launchBrowser(host);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(30_000);
  await page.goto(workbenchUrl(server, workspace));
  const screenshots = join(out, "screenshots");
  const workbench = new Workbench({ page, server, extension, workspace, screenshots });
  await workbench.ready();
  return {
    workbench,
    async stop() {
      await browser.close();
      await server.stop();
      removeFolder(folder);
    },
  };
}

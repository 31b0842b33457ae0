// Installing an extension for VS Code's server is no more than having its folder in the right place.
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const shipped = ["dist", "media"];

/**
 * An installed extension differs from one under development: VS Code respects its activation events,
 * its Restricted Mode capabilities, and does not slow lenses down.
 * @param {string} source the extension's folder, built
 * @param {string} extensionsDir
 * @param {{ link?: boolean }} [options] `link`: a new build is seen after reloading the window
 */
export function installExtension(source, extensionsDir, { link = false } = {}) {
  requireBuild(source);
  const manifest = readFileSync(join(source, "package.json"), "utf8");
  const { publisher, name, version } = JSON.parse(manifest);
  const target = join(extensionsDir, `${publisher}.${name}-${version}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "package.json"), manifest);
  for (const folder of shipped.filter((each) => existsSync(join(source, each)))) {
    if (link) symlinkSync(join(source, folder), join(target, folder));
    else cpSync(join(source, folder), join(target, folder), { recursive: true });
  }
}

/** @param {string} source */
export function requireBuild(source) {
  const { main } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  if (!existsSync(join(source, main))) {
    throw new Error(`${join(source, main)} is missing: run "npm run build" first.`);
  }
}

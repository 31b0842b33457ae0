import { readdirSync, readFileSync } from "node:fs";

/**
 * The licences of the packages whose code stands in bundles, as they ask to be passed on with it.
 * @param {readonly import("esbuild").Metafile[]} metafiles
 */
export function noticesOf(metafiles) {
  const folders = new Set(metafiles.flatMap((each) => Object.keys(each.inputs).flatMap(packageOf)));
  const notices = [...folders].map(noticeOf).sort((a, b) => a.name.localeCompare(b.name));
  const head = "Gradlens contains code of these packages, under the licences that follow.\n";
  const list = notices.map(({ name, licence }) => `- ${name} (${licence})`).join("\n");
  const texts = notices.map(({ name, text }) => `${"=".repeat(80)}\n${name}\n\n${text}\n`);
  return [head, `${list}\n`, ...texts].join("\n");
}

/** "node_modules/@scope/name/lib/x.js" → "node_modules/@scope/name"; nothing for code of our own. */
function packageOf(path) {
  const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
  return found === undefined ? [] : [found.replace(/^[^:]*:/, "")];
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying)/i.test(file));
  if (files.length === 0) throw new Error(`${folder} comes without the text of its licence`);
  const text = files.map((file) => readFileSync(`${folder}/${file}`, "utf8").trim()).join("\n\n");
  return { name: `${name} ${version}`, licence: license, text };
}

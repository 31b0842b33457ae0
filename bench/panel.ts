import { benchLayouts } from "./panel/layouts.ts";
import { benchPage } from "./panel/page.ts";

async function main(): Promise<void> {
  await benchPage();
  if (!process.argv.includes("--page")) await benchLayouts();
}

void main();

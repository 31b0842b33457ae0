import { benchLayouts } from "./panel/layouts.ts";

async function main(): Promise<void> {
  await benchLayouts();
}

void main();

import { cpus, totalmem } from "node:os";
import * as ts from "typescript";
import { generateFile } from "./generate.ts";
import { benchGradients } from "./gradients.ts";
import { benchKeystroke, benchStart } from "./server.ts";
import { benchSizes } from "./sizes.ts";

/** Prints how long things take, beside something everybody knows. See README.md. */
async function main(): Promise<void> {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(`${cpu?.model.trim()}, ${cpus().length} × ${cpu?.speed} MHz, ${memory} GB`);
  console.log(
    `${process.platform} ${process.arch}, Node ${process.version}, TypeScript ${ts.version}`,
  );

  const files = [generateFile(300), generateFile(3000)];
  for (const file of files) await benchStart(file, 11);
  for (const file of files) await benchKeystroke(file, 60);
  await benchGradients(15);
  await benchSizes(7);
}

void main();

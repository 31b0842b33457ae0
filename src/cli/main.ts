import { Command, CommanderError, Option } from "commander";
import { version } from "../../package.json";
import type { Mode } from "../core/autodiff/jacobian.ts";
import { type NonSmooth, nonSmoothNames } from "../core/ops/nonSmooth.ts";
import { errorCode, oneLine, type Refusal, type Served } from "./errors.ts";
import { paintFor } from "./paint.ts";

interface ExplainOptions {
  readonly function?: string;
  readonly at?: string;
  readonly mode?: Mode;
  readonly nonSmooth: NonSmooth;
  readonly order: "1" | "2";
  readonly format: "text" | "json";
}

interface CheckOptions {
  readonly nonSmooth: NonSmooth;
  readonly format: "text" | "json" | "sarif";
}

const paint = paintFor(process.stdout);

// Each command is loaded when it is asked for: the parser alone takes longer than --help may.
const program = new Command("gradlens")
  .description("Shows the derivatives of TypeScript and JavaScript, and checks hand-written ones.")
  .version(version)
  .exitOverride()
  .configureOutput({
    outputError: (message) => complain(message.replace(/^error: /, "")),
    // Without a command it would write its whole help: one line says it below.
    writeErr: () => {},
  });

program
  .command("explain")
  .description("the derivative of every function of a file")
  .argument("<file>")
  .option("--function <name>", "this function only, with its whole trace in JSON")
  .option("--at <point>", 'the sample point: "x=2, w=3"')
  .addOption(new Option("--mode <mode>", "the sweep to use").choices(["forward", "reverse"]))
  .addOption(nonSmoothOption("what to show where there is no single derivative"))
  .addOption(new Option("--order <order>", "2 adds the Hessian").choices(["1", "2"]).default("1"))
  .addOption(new Option("--format <format>").choices(["text", "json"]).default("text"))
  .action(async (file: string, options: ExplainOptions) => {
    const { explain } = await import("./explain.ts");
    deliver(explain({ ...options, file, order: options.order === "2" ? 2 : 1 }, paint));
  });

program
  .command("check")
  .description("compares hand-written derivatives with the exact ones; exit code 1 if one is wrong")
  .argument("<path...>", "files, folders or globs")
  .addOption(nonSmoothOption("which choice is right where there is no single derivative"))
  .addOption(new Option("--format <format>").choices(["text", "json", "sarif"]).default("text"))
  .action(async (paths: string[], options: CheckOptions) => {
    const { check } = await import("./check.ts");
    deliver(check({ ...options, paths }, paint));
  });

program
  .command("lsp")
  .description("the language server, for editors")
  .requiredOption("--stdio", "speak over standard input and output")
  // Editors add flags of their own, such as --clientProcessId.
  .allowUnknownOption()
  .allowExcessArguments()
  .action(async () => {
    // It finds --stdio on the command line by itself.
    await import("../server/main.ts");
  });

// A reader that has seen enough, as `head` does, closes the pipe: that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (errorCode(error) === "EPIPE") process.exit();
    process.exitCode = 2;
  });
}

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) {
    complainOf(`internal error: ${error instanceof Error ? error.message : String(error)}`);
  } else if (error.code === "commander.help") {
    complainOf("name a command: explain, check or lsp (gradlens --help says more)");
  } else process.exitCode = error.exitCode === 0 ? 0 : 2;
});

function nonSmoothOption(description: string): Option {
  return new Option("--non-smooth <convention>", description)
    .choices(nonSmoothNames)
    .default("default");
}

function deliver(outcome: Served | Refusal): void {
  if (outcome.kind === "refused") return complainOf(outcome.message);
  for (const warning of outcome.warnings) complain(warning);
  process.stdout.write(outcome.text);
  process.exitCode = outcome.exitCode;
}

function complainOf(message: string): void {
  complain(message);
  process.exitCode = 2;
}

function complain(message: string): void {
  process.stderr.write(`gradlens: ${oneLine(message)}\n`);
}

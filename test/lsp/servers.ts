import { spawn } from "node:child_process";
import { once } from "node:events";
import { PassThrough, type Readable, type Writable } from "node:stream";
import { type Connection, createConnection } from "vscode-languageserver/node";

/** A server to talk to, wherever it runs. */
export interface RunningServer {
  readonly output: Readable;
  readonly input: Writable;
  readonly exit: Promise<number | null>;
  readonly kill: () => void;
}

export function childProcess(serverArguments: readonly string[]): RunningServer {
  const child = spawn(process.execPath, serverArguments, { stdio: ["pipe", "pipe", "inherit"] });
  const exit = once(child, "exit").then(([code]) => code as number | null);
  return { output: child.stdout, input: child.stdin, exit, kill: () => child.kill() };
}

export function withinThisProcess(serve: (connection: Connection) => void): RunningServer {
  const input = new PassThrough();
  const output = new PassThrough();
  serve(createConnection(input, output));
  return { input, output, exit: new Promise(() => undefined), kill: () => undefined };
}

// The receiving end of what suite/index.ts reports out of the extension host.
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** @typedef {{ tests: number, failures: number }} Totals */

/**
 * Prints what the suite prints.
 * `started` resolves when the suite has begun, `totals` when mocha has finished.
 */
export async function listenForReport() {
  /** @type {PromiseWithResolvers<void>} */
  const started = withResolvers();
  /** @type {PromiseWithResolvers<Totals>} */
  const totals = withResolvers();
  const server = createServer((socket) => {
    started.resolve();
    createInterface(socket).on("line", (line) => {
      const message = JSON.parse(line);
      if ("text" in message) console.log(message.text);
      else totals.resolve(message);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: /** @type {import("node:net").AddressInfo} */ (server.address()).port,
    started: started.promise,
    totals: totals.promise,
    close: () => server.close(),
  };
}

// Promise.withResolvers is not in Node 20.
function withResolvers() {
  /** @type {any} */
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
}

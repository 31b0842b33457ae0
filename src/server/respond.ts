import { setImmediate } from "node:timers/promises";
import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";

/** Answers one request with `work`, or with `empty` where a bug prevents it. */
export type Respond = <T>(
  token: CancellationToken,
  empty: T,
  work: () => T | Promise<T>,
) => Promise<T | ResponseError<void>>;

/**
 * Analysis is synchronous, so a token cannot interrupt it: the event loop gets a turn first to read
 * what has arrived and one to take in the next message of it, a newer edit or a cancellation. The
 * token is looked at before and after.
 */
export function createResponder(connection: Connection): Respond {
  return async (token, empty, work) => {
    try {
      await setImmediate();
      await setImmediate();
      if (token.isCancellationRequested) return cancelled();
      const answer = await work();
      return token.isCancellationRequested ? cancelled() : answer;
    } catch (error) {
      logBug(connection, error);
      return empty;
    }
  };
}

/** An error that reaches the server is ours, never the user's code: it goes to the log. */
export function logBug(connection: Connection, error: unknown): void {
  connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
}

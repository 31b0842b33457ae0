import { Script } from "node:vm";

const script = new Script("globalThis.__work()");

/** Runs something that may never end; throws when it takes longer. */
export function within<T>(milliseconds: number, work: () => T): T {
  let result: { readonly value: T } | undefined;
  const place = globalThis as { __work?: () => void };
  place.__work = () => {
    result = { value: work() };
  };
  script.runInThisContext({ timeout: milliseconds });
  if (!result) throw new Error("nothing came of it");
  return result.value;
}

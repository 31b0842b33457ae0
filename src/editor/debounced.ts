import type { Disposable } from "vscode";

/** Runs the action once calls have stopped for a while; disposing drops a pending one. */
export function debounced(action: () => void, delay: number): (() => void) & Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
  return Object.assign(schedule, { dispose: () => clearTimeout(timer) });
}

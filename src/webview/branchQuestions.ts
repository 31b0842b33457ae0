import type { Wanted } from "./model/branches.ts";

/** The points the page would like to know the branches of, by how much they are waited for. */
interface Wishes {
  /** Where the inputs stand, or are about to. */
  readonly urgent: Wanted | undefined;
  /** What a plot misses. */
  readonly missing: Wanted | undefined;
}

export interface BranchQuestions {
  /** Asks what is to be asked now: one question at a time. */
  wish(wishes: Wishes): void;
  /** What was asked by that question; undefined where another one has taken its place. */
  answered(question: number): Wanted | undefined;
  /** Nobody waits for an answer any more. */
  forget(): void;
}

/** A plot's question can wait until the hand rests. */
const REST = 120;

/** However fast the pointer moves there is one question under way; an urgent one ends a plot's. */
export function createBranchQuestions(
  ask: (question: number, wanted: Wanted) => void,
): BranchQuestions {
  let question = 0;
  let open: { readonly wanted: Wanted; readonly isUrgent: boolean } | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;

  function send(wanted: Wanted, isUrgent: boolean): void {
    open = { wanted, isUrgent };
    ask(++question, wanted);
  }
  return {
    wish({ urgent, missing }) {
      clearTimeout(resting);
      if (urgent && !open?.isUrgent) send(urgent, true);
      else if (missing && !open) resting = setTimeout(() => send(missing, false), REST);
    },
    answered(number) {
      const wanted = number === question ? open?.wanted : undefined;
      if (wanted) open = undefined;
      return wanted;
    },
    forget() {
      clearTimeout(resting);
      open = undefined;
    },
  };
}

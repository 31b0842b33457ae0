/** A drag has come to rest when nothing has changed for so many milliseconds. */
const REST = 120;

/** What something costly depends on. */
export interface Question {
  /** What it is about: asked about something else, it is answered at once. */
  readonly where: string;
  /** What may change in every frame of a drag: that is answered when it has come to rest. */
  readonly at: string;
}

export interface Answer<T> {
  readonly result: T;
  /** Whether it is the answer to an earlier question. */
  readonly isLate: boolean;
}

interface Known<T> extends Question {
  readonly result: T;
  asked: string;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Answers with what was true before, until there is time; then `again` is called, to ask anew. */
export function answeredAtRest<T>() {
  const known = new WeakMap<object, Known<T>>();
  return (about: object, { where, at }: Question, again: () => void, make: () => T): Answer<T> => {
    const before = known.get(about);
    if (before && before.where === where && before.asked !== at) {
      clearTimeout(before.timer);
      before.asked = at;
      before.timer = setTimeout(() => {
        before.timer = undefined;
        again();
      }, REST);
    }
    const isResting = before?.timer === undefined;
    if (before && before.where === where && (before.at === at || !isResting)) {
      return { result: before.result, isLate: before.at !== at };
    }
    clearTimeout(before?.timer);
    const result = make();
    known.set(about, { where, at, result, asked: at, timer: undefined });
    return { result, isLate: false };
  };
}

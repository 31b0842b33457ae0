import type { Plain } from "./plain.ts";

/** What an input that nobody described may be taken for. */
export type Want =
  | "number"
  | "array"
  | "object"
  | "function"
  /** Given, and true where its truth is asked; what it is shows later. */
  | "present"
  | { readonly plain: Plain }
  | { readonly instance: string };

/**
 * The program asks about its inputs: is it there, is it an array, is it "linear"? A run answers with the
 * first thing that comes to mind, notes what else could have been said, and may be told to say that.
 */
export interface Questions {
  readonly answers: ReadonlyMap<string, Want>;
  readonly asked: Map<string, readonly Want[]>;
  /** The same about what constructors of instances are called with. */
  readonly askedInside: Map<string, readonly Want[]>;
  /** How far arrays that nobody sized were read: the next run makes them that long. */
  readonly lengths: Lengths;
  /** The same for the constructor of each instance that was made for an input, by the input's path. */
  readonly constructed: Map<string, Lengths>;
  /** Lists of which an element turned out to be a list: the others are lists, too. */
  readonly nested: Set<string>;
  /** In which way each instance could be made, by the input's path: a search tries the others once. */
  readonly ways: Map<string, Way>;
  /** Inputs that turned out to be instances of a class. */
  readonly classes: Map<string, string>;
  /** The files that are loaded with the function's own have run, as for the users of its package. */
  readonly isAmongOthers: boolean;
  /** What was found to be given for inputs that are functions. */
  readonly given: Given;
  /** Such arrays came out longer each time: from now on they end where they end. */
  isClosed?: boolean;
}

interface Given {
  /** The code that calls the function was looked at. */
  asksCallers?: true;
  /** The functions in words, by the inputs' paths. */
  readonly texts: Map<string, string>;
  /** The search for which callers are remembered. */
  readonly search: object;
}

/** What a constructor is called with. */
export interface Way {
  /** What nobody described is what its use says; otherwise it is a number. */
  readonly isOpen: boolean;
  /** Whole numbers: sizes and counts, where others are refused. */
  readonly isSized: boolean;
}

/** Nothing was learnt yet, but for what is told. */
export function newQuestions(
  told: Partial<Pick<Questions, "answers" | "ways" | "isAmongOthers">> & { search?: object } = {},
): Questions {
  const { answers = new Map(), ways = new Map(), isAmongOthers = false, search = {} } = told;
  return {
    answers,
    isAmongOthers,
    asked: new Map(),
    askedInside: new Map(),
    lengths: new Map(),
    constructed: new Map(),
    nested: new Set(),
    ways,
    classes: new Map(),
    given: { texts: new Map(), search },
  };
}

type Lengths = Map<string, number>;

/** The same, for a run that may learn more without telling the others. */
export function copyOf(questions: Questions): Questions {
  const { asked, askedInside, lengths, constructed, nested, ways, classes, given } = questions;
  return {
    ...questions,
    asked: new Map(asked),
    askedInside: new Map(askedInside),
    lengths: new Map(lengths),
    constructed: new Map([...constructed].map(([path, each]) => [path, new Map(each)])),
    nested: new Set(nested),
    ways: new Map(ways),
    classes: new Map(classes),
    given: { ...given, texts: new Map(given.texts) },
  };
}

/** What is asked about the parameters of the constructor of an instance; they may be called like the function's own. */
export function questionsInside(questions: Questions, path: string): Questions {
  const lengths = questions.constructed.get(path) ?? new Map<string, number>();
  questions.constructed.set(path, lengths);
  return { ...questions, asked: questions.askedInside, lengths, classes: new Map() };
}

/** Equal texts mean that a run learnt nothing that the next one would do otherwise. */
export function learntText({ lengths, classes, constructed }: Questions): string {
  const maps: ReadonlyMap<string, unknown>[] = [lengths, classes, ...constructed.values()];
  // That a constructor asked nothing is nothing learnt.
  return JSON.stringify(maps.filter(({ size }) => size > 0).map((each) => [...each]));
}

/** Where nobody says how long arrays are, and code wants a power of two or some more points. */
const otherLengths = [4, 8];
/** What is asked about all of them at once. */
export const everyLength = "[].length";

/** Notes that all arrays nobody sized could be longer: above all as long as one is compared with. */
export function askLength(questions: Questions, compared: number | undefined): void {
  const lengths = compared === undefined ? otherLengths : [compared, ...otherLengths];
  if (compared !== undefined || !questions.asked.has(everyLength))
    ask(
      questions,
      everyLength,
      lengths.map((plain) => ({ plain })),
    );
}

/** How long such arrays were said to be. */
export function answeredLength({ answers }: Questions): number | undefined {
  const answer = answers.get(everyLength);
  return typeof answer === "object" && "plain" in answer ? Number(answer.plain) : undefined;
}

/** Instances whose sizes have to agree, with each other or among themselves, are made with one size. */
export const oneSize = 3;
export const everySize = "new().size";

/** Notes that all sizes given to constructors could be the same. */
export function askSize(questions: Questions): void {
  ask(questions, everySize, [{ plain: oneSize }]);
}

/** The size that all were said to have. */
export function answeredSize({ answers }: Questions): number | undefined {
  return answers.has(everySize) ? oneSize : undefined;
}

/** Notes that the input at `path` could also be one of these; loops ask the same again and again. */
export function ask({ asked }: Questions, path: string, others: readonly Want[]): void {
  const known = asked.get(path) ?? [];
  const all = [...known];
  for (const want of others) if (!all.some((each) => isSame(each, want))) all.push(want);
  if (all.length > known.length) asked.set(path, all);
}

function isSame(a: Want, b: Want): boolean {
  return a === b || wantText(a) === wantText(b);
}

export function wantText(want: Want): string {
  return typeof want === "string" ? want : JSON.stringify(want, (_key, v) => v ?? String(v));
}

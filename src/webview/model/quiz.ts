import { mistakesOf } from "./mistakes.ts";
import { formatNumber } from "./numbers.ts";
import { wrapped } from "./operators.ts";
import type { FreeInput, Picture } from "./picture.ts";
import type { Routes } from "./routes.ts";
import { type Scene, seedOf } from "./scene.ts";
import { sliderRange, snapped } from "./sliderRange.ts";

/** "Your turn": how the quiz stands. */
export interface QuizState {
  readonly answer: number | undefined;
  /** What was asked when the answer was given; anything else, and it is no answer any more. */
  readonly asked: string;
  readonly isHinted: boolean;
  readonly right: number;
  /** Answers that counted: the first one to each question. */
  readonly tried: number;
}

export const newQuiz: QuizState = {
  answer: undefined,
  asked: "",
  isHinted: false,
  right: 0,
  tried: 0,
};

export interface Verdict {
  readonly isRight: boolean;
  readonly text: string;
}

/** Which rate is asked for, and at which point. */
export function questionKey({ inputs, output, input }: Scene): string {
  return `${input?.path} ${output} ${inputs.join(" ")}`;
}

/** What an answer is worth, and where a wrong one comes from as far as the graph can tell. */
export function judge(routes: Routes, values: Float64Array, answer: number): Verdict {
  const { sum } = routes.paths;
  const said = formatNumber(answer);
  if (isMeant(answer, sum)) return { isRight: true, text: `Right: ${derivedText(routes)}.` };
  const mistake = mistakesOf(routes, values).find(
    ({ value }) => !isMeant(value, sum) && isMeant(answer, value),
  );
  return { isRight: false, text: mistake ? `${said} ${mistake.text}` : hintFor(answer, sum, said) };
}

/** Rounded to two digits or more, it is the number. */
function isMeant(answer: number, value: number): boolean {
  if (!Number.isFinite(answer) || !Number.isFinite(value)) return Object.is(answer, value);
  if (Math.abs(value) < 1e-9) return Math.abs(answer) < 1e-9;
  return Math.abs(answer - value) <= 0.0051 * Math.abs(value);
}

function hintFor(answer: number, sum: number, said: string): string {
  const factor = answer / sum;
  if (factor > 0.85 && factor < 1.15) return `${said} is close: give two more digits.`;
  if (factor < 0) return `${said} has the wrong sign, and another size. Take it link by link.`;
  const direction = Math.abs(answer) > Math.abs(sum) ? "too large" : "too small";
  return `${said} is ${direction}. Take it link by link: each link's rate at its own input.`;
}

/** "12 × 3 = 36"; outside first, paths added. */
function derivedText({ paths, level, input, output }: Routes): string {
  const total = formatNumber(paths.sum);
  const products = paths.paths.map(({ rates }) =>
    rates
      .toReversed()
      .map(({ rate, isStopped }) => wrapped(formatNumber(isStopped ? 0 : rate)))
      .join(" × "),
  );
  const links = paths.paths.reduce((count, { rates }) => count + rates.length, 0);
  if (links < 2 || links > 12) return `∂${level.name(output)}/∂${input.path} = ${total}`;
  return `${products.join(" + ")} = ${total}`;
}

const NEXT_STEPS = [5, -5, 10, -10, 3, -7, 15, -15, 1, -1];

/** A new question: the next input, and once all were asked another point on this branch. */
export function nextQuestion(scene: Scene): {
  readonly input: FreeInput | undefined;
  readonly move: number | undefined;
} {
  const { picture, input, inputs } = scene;
  const place = input ? picture.inputs.indexOf(input) : -1;
  const next = picture.inputs[place + 1];
  if (next) return { input: next, move: undefined };
  const first = picture.inputs[0];
  return { input: first, move: first && otherValue(picture, inputs, first, seedOf(scene)) };
}

function otherValue(
  { evaluator }: Picture,
  inputs: readonly number[],
  { index, sample }: FreeInput,
  output: number | undefined,
): number | undefined {
  const range = sliderRange(sample, sample);
  const now = inputs[index] as number;
  return NEXT_STEPS.map((steps) => snapped(now + steps * range.step, range)).find((value) => {
    if (value < range.min || value > range.max || output === undefined) return false;
    if (evaluator.evaluate(inputs.with(index, value))) return false;
    return Number.isFinite(evaluator.gradient(output)[index]);
  });
}

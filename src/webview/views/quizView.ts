import { html, nothing } from "lit";
import { nameFormula, numberFormula, quotient } from "../model/formula.ts";
import type { Look } from "../model/look.ts";
import { formatNumber } from "../model/numbers.ts";
import type { FreeInput } from "../model/picture.ts";
import {
  judge,
  newQuiz,
  nextQuestion,
  type QuizState,
  questionKey,
  type Verdict,
} from "../model/quiz.ts";
import { type Routes, routesOf } from "../model/routes.ts";
import { pointOf, type Scene } from "../model/scene.ts";
import { typeset } from "../view/typeset.ts";
import type { ChainActions } from "./chainView.ts";
import { inputChoice, noInputView } from "./inputChoice.ts";

export interface QuizActions extends ChainActions {
  ask(input: FreeInput | undefined, move: number | undefined): void;
}

/** "Your turn": predict the rate; a wrong answer is told what it is the answer to. */
export function quizView(scene: Scene, look: Look, actions: QuizActions) {
  const routes = routesOf(scene);
  if (!routes || routes.paths.count === 0) return noQuestionView(scene, routes, actions);
  const { values } = scene.sweep;
  const quiz = look.quiz ?? newQuiz;
  const key = questionKey(scene);
  const isAnswered = quiz.asked === key && quiz.answer !== undefined;
  const verdict = isAnswered ? judge(routes, values, quiz.answer as number) : undefined;
  const next = nextQuestion(scene);
  return html`
    <div class="toolbar">
      ${inputChoice(scene, actions.chooseInput)}
      ${quiz.tried === 0 ? nothing : html`<span class="remark">${quiz.right} of ${quiz.tried} right at once</span>`}
    </div>
    <p class="question">
      At ${pointOf(scene, formatNumber)}: how fast does
      <span class="function-name">${routes.level.name(routes.output)}</span> move with
      <span class="function-name">${routes.input.path}</span>?
    </p>
    ${givenView(routes, values)}
    <form
      class="toolbar answer"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const answer = answerIn(event.target as HTMLFormElement);
        if (answer === undefined) return;
        const isRight = judge(routes, values, answer).isRight;
        actions.look({ quiz: answered(quiz, key, answer, isRight) });
      }}
    >
      <span class="choice">
        ${typeset(quotient(routes.level.name(routes.output), routes.input.path))} =
        <vscode-textfield
          class="answer-field"
          name="answer"
          autocomplete="off"
          .label=${`rate of ${routes.level.name(routes.output)} with respect to ${routes.input.path}`}
        ></vscode-textfield>
      </span>
      <vscode-button type="submit">Check</vscode-button>
      <vscode-button
        secondary
        ?disabled=${quiz.isHinted}
        aria-disabled=${quiz.isHinted}
        @click=${() => actions.look({ quiz: { ...quiz, isHinted: true } })}
      >
        Hint
      </vscode-button>
      <vscode-button
        secondary
        @click=${(event: Event) => {
          (event.target as HTMLButtonElement).form?.reset();
          actions.ask(next.input, next.move);
          actions.look({ quiz: { ...quiz, isHinted: false } });
        }}
      >
        Next question
      </vscode-button>
    </form>
    <div role="status">${verdict ? verdictView(verdict) : nothing}</div>
    ${quiz.isHinted ? hintView(routes, values) : nothing}
  `;
}

function noQuestionView(scene: Scene, routes: Routes | undefined, actions: QuizActions) {
  if (!routes) return noInputView();
  return html`
    <div class="toolbar">${inputChoice(scene, actions.chooseInput)}</div>
    <p class="remark">Nothing leads from ${routes.input.path} to the result: its rate is 0. Choose another input.</p>
  `;
}

function answered(quiz: QuizState, asked: string, answer: number, isRight: boolean): QuizState {
  const isFirst = quiz.asked !== asked;
  return {
    ...quiz,
    answer,
    asked,
    right: quiz.right + (isFirst && isRight ? 1 : 0),
    tried: quiz.tried + (isFirst ? 1 : 0),
  };
}

/** What people type: "36", "-0.5", "−0.5", "1/2". */
function answerIn(form: HTMLFormElement): number | undefined {
  const text = String(new FormData(form).get("answer") ?? "")
    .replaceAll("−", "-")
    .replace(",", ".");
  const [over = "", under = "1"] = text.split("/");
  if (over.trim() === "" || under.trim() === "") return undefined;
  const answer = Number(over) / Number(under);
  return Number.isNaN(answer) ? undefined : answer;
}

function verdictView({ isRight, text }: Verdict) {
  return html`<p class=${isRight ? "verdict right" : "verdict wrong"}>${text}</p>`;
}

/** The composition with its values, without any rate. */
function givenView({ level, paths, input }: Routes, values: Float64Array) {
  const nodes = [...new Set(paths.paths.flatMap(({ rates }) => rates.map(({ to }) => to)))];
  if (nodes.length === 0 || nodes.length > 12) return nothing;
  return html`
    <p class="given">
      ${equation(nameFormula(input.path), numberFormula(values[input.node] as number))}
      ${nodes
        .sort((a, b) => a - b)
        .map((node) =>
          equation(
            nameFormula(level.name(node)),
            level.formula(node),
            numberFormula(values[node] as number),
          ),
        )}
    </p>
  `;
}

/** The rule of every link and where it is to be taken; the numbers are left to the person. */
function hintView({ level, paths }: Routes, values: Float64Array) {
  const links = new Map(
    paths.paths.flatMap(({ rates }) => rates).map((rate) => [`${rate.from}>${rate.to}`, rate]),
  );
  return html`
    <p class="remark">${paths.count === 1 ? "Multiply the rates of the links:" : "Multiply along each path, then add the paths:"}</p>
    <ul class="hints">
      ${[...links.values()].slice(0, 12).map(({ from, to, isStopped }) => {
        const rule = level.rule(from, to);
        const name = quotient(level.name(to), level.name(from));
        const at = html`<span class="remark">at ${level.name(from)} = ${formatNumber(values[from] as number)}</span>`;
        if (isStopped) return html`<li>${typeset(name)}: nothing passes</li>`;
        return html`<li>${rule ? equation(name, rule) : typeset(name)} ${at}</li>`;
      })}
    </ul>
  `;
}

function equation(...terms: readonly Parameters<typeof typeset>[0][]) {
  return html`<span class="equation">${terms.map((term, index) => html`${index === 0 ? nothing : html`<span class="equals"> = </span>`}${typeset(term)}`)}</span>`;
}

import assert from "node:assert/strict";
import { chainSentence, chainStages } from "../../../src/webview/model/chain.ts";
import { groupRows, type PathGroup, pathGroups } from "../../../src/webview/model/pathGroups.ts";
import { MOST_PATHS, type Path, pathsBetween } from "../../../src/webview/model/paths.ts";
import { type Routes, routesOf } from "../../../src/webview/model/routes.ts";
import {
  alongPath,
  ends,
  lesson,
  network,
  perceptron,
  polar,
  recurrent,
  type Sample,
  sineSquared,
} from "../../panel/samples.ts";
import { sceneOfSample } from "./pictureOfSample.ts";

const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

function routesThrough(sample: Sample, input?: string): Routes {
  const routes = routesOf(sceneOfSample(sample, input === undefined ? {} : { input }));
  assert.ok(routes);
  return routes;
}

function stagesOf(sample: Sample, input?: string) {
  const scene = sceneOfSample(sample, input === undefined ? {} : { input });
  const { level, paths } = routesOf(scene) as Routes;
  return chainStages(level, paths.largest as Path, scene.sweep.values);
}

describe("the chain from an input to the result", () => {
  it("is the lesson's, variable by variable, each rate at its own input", () => {
    const stages = stagesOf(lesson).map(
      ({ name, definition, inputName, input, rule, rate, product }) => [
        name,
        definition.text,
        inputName,
        input,
        rule?.text,
        rate,
        product,
      ],
    );
    assert.deepEqual(stages, [
      ["u", "w × x", "w", 3, "x", 2, 2],
      ["output", "u²", "u", 6, "2u", 12, 24],
      ["loss", "(output - target) ** 2", "output", 36, "2(output − target)", 52, 1248],
    ]);
    assert.match(
      chainSentence(stagesOf(lesson), "w"),
      /1248 comes from 2 \(u per w\) × 12 .* × 52/,
    );
  });

  it("tells of a link that only turns the sign, and of none that changes nothing", () => {
    const passing = stagesOf(lesson).map((stage) => ({ ...stage, rate: 1, product: 1 }));
    assert.equal(
      chainSentence(passing, "w"),
      "The rate is 1: every link passes a change on as it is.",
    );
    const [first, ...others] = passing;
    const turning = [{ ...(first ?? assert.fail()), rate: -1 }, ...others];
    const told = turning.map((stage) => ({ ...stage, product: -1 }));
    assert.equal(chainSentence(told, "w"), "The rate −1 comes from (−1) (u per w).");
  });

  it("gives what has no name a letter, and multiplies at x = 1 to 0.9093", () => {
    const [inner, outer] = stagesOf(sineSquared(1));
    assert.deepEqual(
      [inner?.name, inner?.definition.text, inner?.rule?.text],
      ["s", "sin(x)", "cos(x)"],
    );
    assert.equal(inner?.rate, Math.cos(1));
    assert.equal(outer?.rate, 2 * Math.sin(1));
    assert.ok(Math.abs((outer?.product as number) - Math.sin(2)) < 1e-15);
    assert.deepEqual([inner?.state, outer?.state], ["live", "live"]);
  });

  it("marks the link at rate zero, be it zero but for rounding", () => {
    const [inner, outer] = stagesOf(sineSquared(Math.PI / 2));
    assert.deepEqual([inner?.state, outer?.state], ["dead", "live"]);
    assert.match(chainSentence(stagesOf(sineSquared(Math.PI / 2)), "x"), /does not feel x/);
    const flat = stagesOf(ends, "z").find(({ name }) => name === "flat");
    assert.deepEqual([flat?.state, flat?.product], ["dead", 0]);
    const steps = stagesOf(ends, "x").map(({ state }) => state);
    assert.ok(
      steps.every((state) => state === "live"),
      "the live path, not the one through floor",
    );
  });

  it("counts the values of a variable that a loop writes again", () => {
    const names = stagesOf(recurrent(3), "xs[0]").map(({ name }) => name);
    assert.deepEqual(names, ["state₁", "state₂", "state₃"]);
  });
});

describe("the paths from an input to the result", () => {
  it("add up to the total derivative", () => {
    const { paths, level } = routesThrough(alongPath);
    const told = paths.paths.map(({ rates, product }) => [
      rates.map(({ to }) => level.name(to)).join(" "),
      product,
    ]);
    assert.deepEqual(told, [
      ["y along", 2 * Math.cos(1)],
      ["x along", -Math.sin(1)],
    ]);
    assert.equal(paths.sum, 2 * Math.cos(1) - Math.sin(1));
  });

  it("add up to the gradient, however many there are", () => {
    for (const sample of [lesson, alongPath, polar, ends, network, recurrent(12), recurrent(140)]) {
      const scene = sceneOfSample(sample);
      for (const input of scene.picture.inputs) {
        const { paths, rates, output } = routesOf({ ...scene, input }) as Routes;
        const gradient = scene.sweep.adjoints[input.node] as number;
        const told = [paths.sum];
        if (paths.paths.length > 0) told.push(total(paths.paths.map(({ product }) => product)));
        for (const by of ["first", "last"] as const) {
          const groups = pathGroups(rates, input.node, output, by);
          if (groups.length > 0) told.push(total(groups.map(({ sum }) => sum)));
        }
        for (const sum of told) {
          assert.ok(
            Math.abs(sum - gradient) <= 1e-12 * Math.abs(gradient),
            `${input.path}: ${sum}`,
          );
        }
      }
    }
  });

  it("are grouped by their first link when there are too many", () => {
    const links = Array.from({ length: 8 }, (_, i) => [
      { from: i, to: i + 1, rate: 1, isStopped: false },
      { from: i, to: i + 1 + 100 * (i + 1), rate: 2, isStopped: false },
      { from: i + 1 + 100 * (i + 1), to: i + 1, rate: 1, isStopped: false },
    ]).flat();
    // Ids must grow along the links: renumber by a topological order.
    const order = [...Array(8).keys()].flatMap((i) => [i, i + 1 + 100 * (i + 1)]).concat(8);
    const rates = links.map((rate) => ({
      ...rate,
      from: order.indexOf(rate.from),
      to: order.indexOf(rate.to),
    }));
    const last = order.length - 1;
    const { count, sum, paths, largest } = pathsBetween(rates, 0, last);
    assert.ok(count === 256 && count > MOST_PATHS);
    assert.equal(sum, 3 ** 8);
    assert.equal(paths.length, 0);
    assert.equal(largest?.product, 2 ** 8);
    for (const by of ["first", "last"] as const) {
      const groups = pathGroups(rates, 0, last, by);
      assert.deepEqual(
        groups.map((group) => [group.count, group.sum]),
        [
          [128, 2 * 3 ** 7],
          [128, 3 ** 7],
        ],
      );
      const end = by === "first" ? groups[0]?.rates[0]?.from : groups[0]?.rates.at(-1)?.to;
      assert.equal(end, by === "first" ? 0 : last);
    }
  });

  it("add up in every group that is opened, to its last single path", () => {
    const scene = sceneOfSample(recurrent(140));
    const { rates, input, output } = routesOf(scene) as Routes;
    let single = 0;
    function check(groups: readonly PathGroup[], group: { count: number; sum: number }): void {
      assert.equal(total(groups.map(({ count }) => count)), group.count);
      assert.ok(Math.abs(total(groups.map(({ sum }) => sum)) - group.sum) <= 1e-9);
      for (const part of groups) {
        if (part.count > 1) check(part.parts(), part);
        else {
          single++;
          assert.equal(part.rates.at(-1)?.to, output);
          assert.deepEqual(part.parts(), []);
        }
      }
    }
    const { count, sum } = pathsBetween(rates, input.node, output);
    check(pathGroups(rates, input.node, output, "first"), { count, sum });
    assert.equal(single, count);
  });

  it("open into rows that are bounded and still add up", () => {
    const scene = sceneOfSample(recurrent(140));
    const { rates, input, output } = routesOf(scene) as Routes;
    const groups = pathGroups(rates, input.node, output, "first");
    const rows = groupRows(groups, []);
    assert.ok(rows.length < groups.length && rows.at(-1)?.kind === "others");
    const sums = rows.map((row) => (row.kind === "group" ? row.group.sum : row.sum));
    assert.ok(Math.abs(total(sums) - total(groups.map((group) => group.sum))) <= 1e-12);
    const fork = groups.find(({ count }) => count > 1);
    const opened = groupRows(
      groups,
      groups.map(({ key }) => key),
    );
    assert.ok(fork === undefined || opened.length > rows.length);
  });

  it("are none where the result does not depend on the input", () => {
    const scene = sceneOfSample(polar, { input: "angle", output: 2 });
    assert.equal(routesOf(scene)?.paths.count, 0);
  });

  it("let nothing through a stop, not even an infinity", () => {
    const rates = [
      { from: 0, to: 1, rate: 0, isStopped: true },
      { from: 1, to: 2, rate: Number.POSITIVE_INFINITY, isStopped: false },
    ];
    const { paths, sum } = pathsBetween(rates, 0, 2);
    assert.deepEqual([paths[0]?.product, sum], [0, 0]);
  });
});

describe("the ways of any weight of a net", () => {
  it("lead to the result, however big the net is: their sum is its gradient", () => {
    const sample = perceptron(40);
    const { picture } = sceneOfSample(sample);
    assert.ok(!picture.canUnfold);
    const every = picture.inputs.filter((_, place) => place % 97 === 0);
    assert.ok(every.length > 10);
    for (const { path, node } of every) {
      const scene = sceneOfSample(sample, { input: path });
      const { paths } = routesOf(scene) as Routes;
      const gradient = scene.sweep.adjoints[node] as number;
      assert.ok(paths.count > 0 && paths.largest, path);
      assert.ok(
        Math.abs(paths.sum - gradient) <= 1e-12 * Math.abs(gradient),
        `${path}: ${paths.sum} for ${gradient}`,
      );
    }
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { compile, firstMatch } from "../../../src/core/trace/regex/pattern.ts";
import { sameInBoth } from "../../helpers/hostText.ts";
import { reasonOf } from "../../helpers/traceOf.ts";

const body = (text: string) => `(() => { ${text} })()`;

describe("regular expressions", () => {
  const programs: Readonly<Record<string, readonly string[]>> = {
    "test, exec and their places": [
      "/a/.test('cat') ? x : y",
      "/^\\s*$/.test('  ')",
      "/(\\d+)-(\\d+)?/.exec('a 12- 3')",
      "/(?<year>\\d{4})-(?<month>\\d\\d)/.exec('on 2026-11-22').groups.month * x",
      body(
        "const m = /b(c)?/.exec('abd'); return [m.index, m.length, m[1], m.input, Object.keys(m)];",
      ),
      body(
        "const r = /o/g; const seen = []; let m; while ((m = r.exec('foo o'))) seen.push(m.index, r.lastIndex); return seen;",
      ),
      body(
        "const r = /o/y; return [r.test('foo'), r.lastIndex, (r.lastIndex = 1, r.test('foo')), r.lastIndex];",
      ),
      body(
        "const r = /a/g; return [r.source, r.flags, r.global, String(r), r instanceof RegExp, typeof r, r.lastIndex];",
      ),
      body(
        "return [new RegExp('a/b').source, new RegExp('').source, String(new RegExp(/x/g, 'i')), RegExp('\\\\d').test('5')];",
      ),
      body("try { new RegExp('('); } catch (e) { return e instanceof SyntaxError; }"),
      body("const f = () => /a/g; return f() === f();"),
      "Object.prototype.toString.call(/a/) + Object.prototype.toString.call(new Date(0)) + Object.prototype.toString.call(new RangeError('a'))",
    ],
    "the methods of text": [
      "'a1b22'.match(/\\d+/g)",
      "'a1b22'.match(/\\d+/)",
      "'abc'.match(/x/)",
      "'abc'.match('b').index",
      "'a1b22'.search(/\\d/)",
      "[...'a1b22'.matchAll(/([a-z])(\\d+)/g)].map((m) => m[1] + m[2] + m.index)",
      "'1,000,000'.replace(/,/g, '')",
      "'a-b_c'.replace(/[-_](\\w)/g, (all, letter, at) => letter.toUpperCase() + at)",
      "'John Smith'.replace(/(\\w+)\\s(\\w+)/, '$2, $1 $& $$ $` $3')",
      "'2026-11'.replace(/(?<y>\\d+)-(?<m>\\d+)/, '$<m>/$<y>$<z>')",
      "'abc'.replace(/x*/g, '-')",
      "'a  b c'.split(/\\s+/)",
      "'a1b2c'.split(/(\\d)/)",
      "'abc'.split(/(?:)/)",
      "['', 'ab'].map((t) => t.split(/x/))",
      "'a1b2c'.split(/\\d/, 2)",
      "'aaa'.replaceAll(/a/g, (m, at) => at)",
      body("try { 'a'.replaceAll(/a/, 'b'); } catch (e) { return e instanceof TypeError; }"),
      body("const r = /a/g; r.lastIndex = 2; 'aaa'.replace(r, 'b'); return r.lastIndex;"),
    ],
    "numbers out of text": [
      "Number('x = 12.5'.match(/[\\d.]+/)[0]) * x",
      "parseInt('#ff8000'.replace(/^#/, ''), 16) * y",
      "/^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec('#FF8000').slice(1).map((h) => parseInt(h, 16) * x)",
    ],
  };
  for (const [title, expressions] of Object.entries(programs))
    it(`mean what they mean in Node: ${title}`, () => sameInBoth(expressions));

  const atom = fc.constantFrom(
    "a",
    "b",
    "ab",
    ".",
    "[ab]",
    "[^a]",
    "\\w",
    "\\d",
    "(a)",
    "(?:ab|a)",
    "(a|b)",
    "\\b",
    "^",
    "$",
    "(?=a)",
    "(?!b)",
    "(?<=a)",
    "(?<!ab)",
    "\\1",
    "(?<n>b)",
    "()",
  );
  const quantifier = fc.constantFrom(
    "",
    "",
    "",
    "*",
    "+",
    "?",
    "*?",
    "+?",
    "??",
    "{2}",
    "{1,2}",
    "{0,3}?",
  );
  const isFixed = (text: string) =>
    /^(\\b|\^|\$|\(\?[=!<].*)$/.test(text) && !text.startsWith("(?<n>");
  const part = fc
    .tuple(atom, quantifier)
    .map(([text, times]) => (isFixed(text) ? text : text + times));
  const sequence = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(""));
  const group = fc
    .tuple(sequence, sequence, quantifier)
    .map(([a, b, times]) => `(${a}|${b})${times}`);
  const source = fc.oneof(
    sequence,
    fc.tuple(sequence, group, sequence).map((parts) => parts.join("")),
  );
  const text = fc.string({ unit: fc.constantFrom("a", "b", "A", "1", " ", "\n"), maxLength: 8 });
  const flags = fc.constantFrom("", "i", "m", "s", "u", "iu");

  it("match at random what Node matches, with every group", () => {
    fc.assert(
      fc.property(source, flags, text, (pattern, flag, subject) => {
        let host: RegExp;
        try {
          host = new RegExp(pattern, flag);
        } catch {
          assert.equal(compile(pattern, flag).kind, "invalid");
          return;
        }
        const compiled = compile(pattern, flag);
        if (compiled.kind !== "pattern")
          return assert.fail(`/${pattern}/${flag}: ${compiled.kind}`);
        const match = firstMatch(compiled.pattern, subject, 0, {
          isHere: false,
          spend: () => undefined,
        });
        const expected = host.exec(subject);
        const actual = match?.map((span) => span && subject.slice(span.start, span.end));
        assert.deepEqual(actual ?? null, expected && [...expected]);
        assert.equal(match?.[0].start, expected?.index);
      }),
      { numRuns: 5_000 },
    );
  });

  it("know characters beyond the first plane", () => {
    const of = (pattern: string, flag: string, subject: string) => {
      const compiled = compile(pattern, flag);
      return (
        compiled.kind === "pattern" &&
        firstMatch(compiled.pattern, subject, 0, { isHere: false, spend: () => undefined })?.[0]
      );
    };
    assert.deepEqual(of("^.$", "u", "😀"), { start: 0, end: 2 });
    assert.equal(of("^.$", "", "😀"), undefined);
    assert.deepEqual(of("(?<=😀)x", "u", "😀x"), { start: 2, end: 3 });
    assert.deepEqual(of("\\p{L}", "u", "1é"), { start: 1, end: 2 });
  });

  it("that would take for ever are stopped", () => {
    const reason = reasonOf(
      `function f(x) { return /^(a+)+$/.test("${"a".repeat(60)}b") ? x : 2 * x; }`,
    );
    assert.match(reason.message, /stopped after .* steps/);
  });

  it("with flags that are not read are declined", () => {
    assert.match(
      reasonOf("function f(x) { return /a/d.test('a') ? x : 1; }").message,
      /flags v and d/,
    );
  });
});

describe("a text that a pattern matches", () => {
  const samples: readonly (readonly [source: string, text: string])[] = [
    ["^[01]{1,10}$", "1"],
    ["^#([0-9a-f]{3}){1,2}$", "#111"],
    ["^(\\d+)(\\.\\d*)?\\s*$", "1"],
    ["^(?:rgb|hsl)\\([^)]+\\)$", "rgb(1)"],
    ["\\w*", "1"],
    ["[^0-9\\w][x-z]\\u{0}?", " x"],
    ["(?:(?:a{900}){900}){900}", ""],
  ];
  for (const [source, text] of samples)
    it(source, () => {
      const compiled = compile(source, "");
      assert.ok(compiled.kind === "pattern");
      assert.equal(compiled.pattern.sample(), text);
      assert.ok(text === "" || new RegExp(source).test(text));
    });
});

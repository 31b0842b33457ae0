import { decline } from "../../src/core/trace/decline.ts";
import { declare } from "../../src/core/trace/functions/scope.ts";
import type { Scope } from "../../src/core/trace/machine.ts";
import { builtin } from "../../src/core/trace/values/value.ts";

/**
 * What the tests assert with, in the language under test, so that the interpreter runs it too. As in the suite:
 * `assert` wants exactly true, sameValue tells 0 from -0 and takes NaN for itself, and `throws` compares
 * the constructor of what was thrown, not its message.
 */
export const harnessSource = `
function Test262Error(message) {
  this.message = message || "";
}
Test262Error.prototype.toString = function () { return "Test262Error: " + this.message; };
Test262Error.thrower = function (message) { throw new Test262Error(message); };

function isSame(a, b) {
  return a === b ? a !== 0 || 1 / a === 1 / b : a !== a && b !== b;
}
function shown(value) {
  if (typeof value === "string") return "'" + value + "'";
  if (value === 0 && 1 / value < 0) return "-0";
  if (value !== null && typeof value === "object") return "an object";
  return typeof value === "function" ? "a function" : "" + value;
}
function fail(message, detail) {
  throw new Test262Error((message === undefined ? "" : message + ": ") + detail);
}

function assert(value, message) {
  if (value !== true) fail(message, "expected true, got " + shown(value));
}
assert._isSameValue = isSame;
assert.sameValue = function (actual, expected, message) {
  if (!isSame(actual, expected)) fail(message, "expected " + shown(expected) + ", got " + shown(actual));
};
assert.notSameValue = function (actual, unexpected, message) {
  if (isSame(actual, unexpected)) fail(message, "did not expect " + shown(actual));
};
assert.throws = function (wanted, run, message) {
  try {
    run();
  } catch (thrown) {
    if (typeof thrown !== "object" || thrown === null) fail(message, "threw " + shown(thrown));
    if (thrown.constructor !== wanted) {
      fail(message, "expected a " + wanted.name + ", got a " + thrown.constructor.name);
    }
    return;
  }
  fail(message, "expected a " + wanted.name + ", nothing was thrown");
};

function compareArray(a, b) {
  if (a.length !== b.length) return false;
  for (var i = 0; i < a.length; i++) if (!isSame(a[i], b[i])) return false;
  return true;
}
assert.compareArray = function (actual, expected, message) {
  if (!compareArray(actual, expected)) fail(message, "the arrays differ");
};

function $DONOTEVALUATE() { throw "this must not run"; }
`;

/** Helpers of the suite that look at what this interpreter does not model. */
const notModelled: Readonly<Record<string, readonly string[]>> = {
  "property attributes": [
    "verifyProperty",
    "verifyCallableProperty",
    "verifyAccessorProperty",
    "verifyEqualTo",
    "verifyWritable",
    "verifyNotWritable",
    "verifyEnumerable",
    "verifyNotEnumerable",
    "verifyConfigurable",
    "verifyNotConfigurable",
    "verifyPrimordialProperty",
    "verifyPrimordialCallableProperty",
    "verifyPrimordialAccessorProperty",
  ],
  "what may be constructed by reflection": ["isConstructor"],
  "the global object": ["fnGlobalObject"],
  "the source text of a function": ["assertToStringOrNativeFunction", "assertNativeFunction"],
};

export function declareNotModelled(scope: Scope): void {
  for (const [what, names] of Object.entries(notModelled)) {
    for (const name of names) {
      const refuse = builtin(name, (_machine, _self, _args, site) =>
        decline(`${what}: not modelled`, site),
      );
      declare(scope, name, refuse);
    }
  }
}

/** Functions that are not read, and what to do instead. */
export const unread: Readonly<Record<string, string>> = {
  ...several(
    [
      "Promise",
      "setTimeout",
      "setInterval",
      "setImmediate",
      "queueMicrotask",
      "requestAnimationFrame",
    ],
    "it runs code later, and derivatives are of code that runs at once",
  ),
  ...several(
    ["BigInt", "BigInt64Array", "BigUint64Array"],
    "whole numbers of any size have no derivative; use a number",
  ),
  ...several(
    ["SharedArrayBuffer"],
    "what others write at any time is not followed; use an ArrayBuffer",
  ),
  Proxy: "objects that answer by code are not followed; use getters",
  WeakRef: "what it holds may be gone at any time; hold the object itself",
  eval: "code in text is not run; write the code itself",
};

/** Objects of which nothing is read. */
export const unreadObjects: Readonly<Record<string, string>> = {
  Intl: "texts for people depend on the machine; use toFixed",
};

function several(names: readonly string[], why: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, why]));
}

/** Members of `window` that tell of the page and the machine; as plain names they are not declared at all. */
export const pageNames: ReadonlySet<string> = new Set(
  [
    "innerWidth innerHeight outerWidth outerHeight screenX screenY scrollX scrollY pageXOffset pageYOffset",
    "devicePixelRatio screen visualViewport document navigator location history localStorage sessionStorage",
    "name length origin parent top frames event process crypto matchMedia getComputedStyle fetch",
  ].flatMap((line) => line.split(" ")),
);

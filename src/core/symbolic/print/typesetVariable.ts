import { greekLetters, letterName } from "./greek.ts";
import { operator, row, type Typeset, word } from "./typeset.ts";

/** An input's path on paper: indices below the line, Greek letters as such. */
export function typesetVariable(path: string): Typeset {
  const [, head = path, indices = ""] = /^([^[\]]*)((?:\[[^[\]]*\])+)$/.exec(path) ?? [];
  if (indices === "") return name(path);
  const list = [...indices.matchAll(/\[([^[\]]*)\]/g)].map(([, index = ""]) => indexOf(index));
  const below = list.flatMap((index, place) => (place === 0 ? [index] : [operator(","), index]));
  return {
    kind: "script",
    base: name(head),
    below: below.length === 1 && below[0] ? below[0] : row(...below),
  };
}

function name(text: string): Typeset {
  const found = letterName(text);
  if (!found) return word(text);
  const { letter, index } = found;
  const base = word(greekLetters.get(letter) ?? letter);
  if (index === undefined) return base;
  return { kind: "script", base, below: { kind: "number", text: index } };
}

/** 2, i, i + 1, 4 − i. */
function indexOf(text: string): Typeset {
  if (!/^(\d+|\d*[a-z]([+-]\d+)?|\d+-\d*[a-z])$/.test(text)) return name(text);
  const parts = text.match(/\d+|[a-z]|[+-]/g) ?? [];
  const signs = parts.map((part): Typeset => {
    if (/\d/.test(part)) return { kind: "number", text: part };
    return /[a-z]/.test(part) ? word(part) : operator(part === "-" ? "−" : part);
  });
  return signs.length === 1 && signs[0] ? signs[0] : row(...signs);
}

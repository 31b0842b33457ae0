/** A formula as every engine means it, whatever it looks like. */
export type Formula =
  | { readonly kind: "number"; readonly digits: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Formula[] }
  | { readonly kind: "negation"; readonly of: Formula }
  | {
      readonly kind: "operation";
      readonly sign: Sign;
      readonly left: Formula;
      readonly right: Formula;
    };

export type Sign = "+" | "-" | "*" | "/" | "^";

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ˣʸ";
const plain = "0123456789+-xy";
const raised = new RegExp(`[${superscripts}]+`, "g");

/** One spelling for each sign. */
function plainSpelling(text: string): string {
  return text
    .replace(/−/g, "-")
    .replace(/·/g, "*")
    .replace(/π/g, "pi")
    .replace(/σ/g, "sigma")
    .replace(/φ/g, "phi")
    .replace(raised, (signs) => `^(${Array.from(signs, plainSign).join("")})`);
}

function plainSign(sign: string): string {
  return plain[superscripts.indexOf(sign)] ?? sign;
}

const tokenPattern = /\s*(\d+(?:\.\d+)?|[a-zA-Z]\w*|√|[-+*/^(),])/y;

export function parseFormula(text: string): Formula {
  const plainText = plainSpelling(text).trimEnd();
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < plainText.length) {
    const match = tokenPattern.exec(plainText);
    if (!match) throw new Error(`no formula: ${text}`);
    tokens.push(match[1] as string);
  }
  let at = 0;
  const take = (...wanted: readonly string[]) =>
    wanted.includes(tokens[at] ?? "") ? tokens[at++] : undefined;
  const expect = (sign: string) => {
    if (!take(sign)) throw new Error(`${sign} expected in ${text} before ${tokens[at]}`);
  };

  function sum(): Formula {
    let left = product();
    for (let sign = take("+", "-"); sign; sign = take("+", "-"))
      left = { kind: "operation", sign: sign as Sign, left, right: product() };
    return left;
  }

  function product(): Formula {
    let left = signed();
    for (;;) {
      const sign = take("*", "/");
      // 2x and 2(x + 1) are products too.
      if (!sign && !/^[\w(√]/.test(tokens[at] ?? "")) return left;
      left = { kind: "operation", sign: (sign ?? "*") as Sign, left, right: signed() };
    }
  }

  function signed(): Formula {
    return take("-") ? { kind: "negation", of: signed() } : power();
  }

  function power(): Formula {
    const left = atom();
    return take("^") ? { kind: "operation", sign: "^", left, right: exponent() } : left;
  }

  function exponent(): Formula {
    return take("-") ? { kind: "negation", of: exponent() } : power();
  }

  function atom(): Formula {
    const token = tokens[at++] ?? "";
    if (token === "√") return { kind: "call", name: "sqrt", args: [atom()] };
    if (token === "(") {
      const inside = sum();
      expect(")");
      return inside;
    }
    if (/^\d/.test(token)) return { kind: "number", digits: token };
    if (!/^[a-zA-Z]/.test(token)) throw new Error(`a name expected in ${text}, not ${token}`);
    if (!isFunctionName(token) || !take("(")) return { kind: "name", name: token };
    const args = [sum()];
    while (take(",")) args.push(sum());
    expect(")");
    return { kind: "call", name: token, args };
  }

  const formula = sum();
  if (at < tokens.length) throw new Error(`${tokens[at]} is left over in ${text}`);
  return formula;
}

/** One letter before a parenthesis is a factor. */
function isFunctionName(name: string): boolean {
  return name.length > 1 && name !== "pi";
}

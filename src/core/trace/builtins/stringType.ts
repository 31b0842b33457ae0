import { decline } from "../decline.ts";
import { peek } from "../inputs/holes.ts";
import { raise } from "../raise.ts";
import { exactly, textOf, toNumeric } from "../values/numbers.ts";
import { stringMethods } from "./stringMethods.ts";
import { constantsOf, functionsOf, type HostType, merged } from "./table.ts";

export const stringType: HostType = {
  name: "String",
  host: String,
  call: (machine, _self, args, site) => (args.length === 0 ? "" : textOf(machine, args[0], site)),
  construct: (_machine, _args, site) =>
    decline("text as an object is not read; leave out `new`", site),
  methods: merged(functionsOf(stringMethods, String.prototype), constantsOf([["length", 0]])),
  statics: functionsOf(
    {
      fromCharCode: (machine, _self, args, site) =>
        String.fromCharCode(
          ...args.map((code) => exactly(machine, toNumeric(machine, code, site), site)),
        ),
      fromCodePoint(machine, _self, args, site) {
        const codes = args.map((code) =>
          exactly(machine, toNumeric(machine, peek(code), site), site),
        );
        const isCode = (code: number) => Number.isInteger(code) && code >= 0 && code <= 0x10ffff;
        if (!codes.every(isCode)) raise("RangeError", "this is not a code point", site);
        return String.fromCodePoint(...codes);
      },
    },
    String,
  ),
};

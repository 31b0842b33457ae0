import type { Node } from "../../syntax/ast.ts";
import { decline } from "../decline.ts";
import { peek } from "../inputs/holes.ts";
import type { ArrayValue, Machine, ObjectValue, Value } from "../machine.ts";
import { raise } from "../raise.ts";
import { exactly, isReference, textOf, toNumeric, truthOf } from "../values/numbers.ts";
import { intrinsic } from "../values/properties.ts";
import { windowOn } from "../values/typedArrays.ts";
import { arrayLength, boundedText, position } from "./convert.ts";
import {
  functionOf,
  functionsOf,
  type HostType,
  type Members,
  merged,
  type Table,
} from "./table.ts";

/** Bytes of a buffer, as values because typed arrays are windows on them; or a stretch of these. */
interface Bytes {
  readonly storage: Value[];
  readonly start: number;
  readonly length: number;
  readonly buffer: ObjectValue;
}

/** What buffers hold and views look at. */
const known = new WeakMap<ObjectValue, Bytes>();

function bytesBehind(raw: Value): Bytes | undefined {
  const value = peek(raw);
  return isReference(value) && value.kind === "object" ? known.get(value) : undefined;
}

export function holdsBytes(value: ObjectValue): boolean {
  return known.has(value);
}

function makeBuffer(machine: Machine, storage: Value[]): ObjectValue {
  const buffer: ObjectValue = {
    kind: "object",
    properties: new Map(),
    prototype: intrinsic(machine, "ArrayBuffer"),
  };
  known.set(buffer, { storage, start: 0, length: storage.length, buffer });
  return buffer;
}

function makeView(machine: Machine, args: readonly Value[], site: Node): ObjectValue {
  const [raw, from, length] = args;
  const bytes = bytesBehind(raw) ?? raise("TypeError", "a DataView needs an ArrayBuffer", site);
  const view: ObjectValue = {
    kind: "object",
    properties: new Map(),
    prototype: intrinsic(machine, "DataView"),
  };
  known.set(view, stretchOf(machine, bytes, from, length, site));
  return view;
}

/** `new Uint8Array(buffer, 12, 4)` sees what is written to the buffer, and is seen there. */
export function bytesOn(
  machine: Machine,
  typed: string,
  [raw, from, length]: readonly Value[],
  site: Node,
): ArrayValue | undefined {
  const bytes = bytesBehind(raw);
  if (!bytes) return undefined;
  if (typed !== "Uint8Array")
    return decline(`"${typed}" on the bytes of a buffer is not read; use a DataView`, site);
  const stretch = stretchOf(machine, bytes, from, length, site);
  return {
    kind: "array",
    typed,
    elements: windowOn(stretch.storage, stretch.start, stretch.length),
  };
}

function stretchOf(
  machine: Machine,
  { storage, start, length, buffer }: Bytes,
  rawFrom: Value,
  rawLength: Value,
  site: Node,
): Bytes {
  const from = Math.trunc(position(machine, rawFrom, site) ?? 0) || 0;
  const most = Math.trunc(position(machine, rawLength, site) ?? length - from) || 0;
  if (from < 0 || most < 0 || from + most > length)
    raise("RangeError", "there are not so many bytes in the buffer", site);
  return { storage, start: start + from, length: most, buffer };
}

const formats = "Int8 Uint8 Int16 Uint16 Int32 Uint32 Float32 Float64".split(" ");
type Format = "Int8" | "Float64";

/** Eight bytes in which numbers are written as the language does; the host's own view, on no program's bytes. */
function scratch(): DataView {
  return new DataView(new ArrayBuffer(8));
}

/** Bytes hold for this trace only, as text does: what is written and read back is a constant. */
const accesses: Table = Object.fromEntries(
  formats.flatMap((name) => {
    const format = name as Format;
    const size = Number.parseInt(name.replace(/\D+/, ""), 10) / 8;
    const place = (machine: Machine, self: Value, raw: Value, site: Node) => {
      const bytes = bytesBehind(self) ?? raise("TypeError", "this is not a DataView", site);
      return stretchOf(machine, bytes, raw, size, site);
    };
    return [
      [
        `get${name}`,
        (machine, self, [at, isLittle], site) => {
          const { storage, start } = place(machine, self, at, site);
          const view = scratch();
          for (let i = 0; i < size; i++) {
            const byte = toNumeric(machine, storage[start + i], site);
            view.setUint8(i, exactly(machine, byte, site, "text"));
          }
          return view[`get${format}`](0, truthOf(machine, isLittle, site));
        },
      ],
      [
        `set${name}`,
        (machine, self, [at, value, isLittle], site) => {
          const { storage, start } = place(machine, self, at, site);
          const view = scratch();
          const number = exactly(machine, toNumeric(machine, value, site), site, "text");
          view[`set${format}`](0, number, truthOf(machine, isLittle, site));
          for (let i = 0; i < size; i++) storage[start + i] = view.getUint8(i);
          return undefined;
        },
      ],
    ] as [string, Table[string]][];
  }),
);

function gettersOf(facts: Readonly<Record<string, (bytes: Bytes) => Value>>): Members {
  return new Map(
    Object.entries(facts).map(([name, read]) => {
      const get = functionOf(name, 0, (_machine, self, _args, site) =>
        read(bytesBehind(self) ?? raise("TypeError", "this holds no bytes", site)),
      );
      return [name, { kind: "accessor", get, set: undefined, hidden: true }];
    }),
  );
}

const bufferMethods: Table = {
  slice(machine, self, [rawFrom, rawTo], site) {
    const { storage } = bytesBehind(self) ?? raise("TypeError", "this is not a buffer", site);
    const from = Math.trunc(position(machine, rawFrom, site) ?? 0) || 0;
    const to = Math.trunc(position(machine, rawTo, site) ?? storage.length) || 0;
    return makeBuffer(machine, storage.slice(from, to));
  },
};

function needsNew(name: string): HostType["call"] {
  return (_machine, _self, _args, site) => raise("TypeError", `${name} needs \`new\``, site);
}

const bufferType: HostType = {
  name: "ArrayBuffer",
  host: ArrayBuffer,
  call: needsNew("ArrayBuffer"),
  construct: (machine, [length], site) =>
    makeBuffer(machine, new Array<Value>(arrayLength(machine, length, site)).fill(0)),
  methods: merged(
    functionsOf(bufferMethods, ArrayBuffer.prototype),
    gettersOf({ byteLength: ({ length }) => length }),
  ),
  statics: functionsOf({ isView: (_machine, _self, [raw]) => isView(peek(raw)) }, ArrayBuffer),
};

function isView(value: Value): boolean {
  if (!isReference(value)) return false;
  if (value.kind === "array") return value.typed !== undefined;
  const bytes = value.kind === "object" ? known.get(value) : undefined;
  return bytes !== undefined && bytes.buffer !== value;
}

const viewType: HostType = {
  name: "DataView",
  host: DataView,
  call: needsNew("DataView"),
  construct: makeView,
  methods: merged(
    functionsOf(accesses, DataView.prototype),
    gettersOf({
      buffer: ({ buffer }) => buffer,
      byteLength: ({ length }) => length,
      byteOffset: ({ start }) => start,
    }),
  ),
  statics: new Map(),
};

/** Text in UTF-8, as the encoding of addresses has it. */
const encoderType: HostType = {
  name: "TextEncoder",
  host: { length: 0 },
  call: needsNew("TextEncoder"),
  construct: (machine) => ({
    kind: "object",
    properties: new Map(),
    prototype: intrinsic(machine, "TextEncoder"),
  }),
  methods: functionsOf(
    {
      encode(machine, _self, [raw], site) {
        const text = raw === undefined ? "" : textOf(machine, raw, site);
        boundedText(machine, text.length, site);
        const whole = text.replace(/\p{Surrogate}/gu, "\uFFFD");
        const letters = encodeURIComponent(whole).match(/%..|./g) ?? [];
        const elements = letters.map((letter) =>
          letter.length === 3 ? Number.parseInt(letter.slice(1), 16) : letter.charCodeAt(0),
        );
        return { kind: "array", typed: "Uint8Array", elements };
      },
    },
    {},
  ),
  statics: new Map(),
};

export const byteTypes: readonly HostType[] = [bufferType, viewType, encoderType];

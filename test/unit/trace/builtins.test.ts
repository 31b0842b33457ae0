import assert from "node:assert/strict";
import fc from "fast-check";
import { notesOf } from "../../../src/core/analysis/document/notes.ts";
import { jacobian } from "../../../src/core/autodiff/jacobian.ts";
import { sameInBoth } from "../../helpers/hostText.ts";
import { reasonOf, traceOf } from "../../helpers/traceOf.ts";

/** Expressions in x and y, by what they use; each gives the same in Node and in the interpreter. */
const expressions: Readonly<Record<string, readonly string[]>> = {
  "arrays: making": [
    "new Array(3)",
    "Array(3)",
    "Array(2, 3)",
    "Array('3')",
    "Array(-1)",
    "Array(1.5)",
    "Array.of(3)",
    "Array.of(x, y)",
    "Array.from({ length: 3 }, (_, i) => i * x)",
    "Array.from('abc')",
    "Array.from([1, , 3])",
    "Array.from({ length: '2', 0: 'a', 1: x })",
    "Array.from(new Set([1, 2, 1]))",
    "Array.from(new Map([[1, 2]]))",
    "Array.from([1, 2], function (v) { return v * this.k; }, { k: x })",
    "Array.from(5)",
    "Array.apply(null, Array(3))",
    "Array.apply(null, Array(3)).map((_, i) => i)",
    "Array(3).map((_, i) => i)",
    "[...Array(3)].map((_, i) => i)",
    "Array(3).fill(x)",
    "[...Array(3).keys()]",
    "Array.isArray([]) && !Array.isArray({}) && !Array.isArray(new Float64Array(1))",
    "(() => { const a = [1, 2, 3]; a.length = 1; a[3] = x; return a; })()",
    "(() => { const a = [1]; a.length = -1; return a; })()",
    "(() => { const a = [1, 2]; a.length = 4; return a; })()",
    "(() => { const a = []; a['2'] = x; return a; })()",
    "[, 1, , 2]",
    "[1, 2, 3]['1'] + [1, 2]['length']",
    "[1][-1]",
    "[1].constructor === Array",
  ],
  "arrays: reading": [
    "[1, 2, 3].at(-1)",
    "[1, 2, 3].at()",
    "[1, 2, 3].at(NaN)",
    "[1, 2, 3].at(1.9)",
    "[1, 2, 3].at(3)",
    "[1, 2].concat([3, [4]], 5, 'a', new Float64Array(1).length)",
    "[1, , 2].concat([, 3])",
    "[].concat(x, [y])",
    "[1, 2, 3, 4].slice(-2)",
    "[1, 2, 3, 4].slice(1, -1)",
    "[1, 2, 3].slice(NaN, undefined)",
    "[1, , 3].slice(0, 2)",
    "[1, 2, 3].slice(2, 1)",
    "[1, [2, [3, [4]]]].flat()",
    "[1, [2, [3, [4]]]].flat(2)",
    "[1, [2, [3, [4]]]].flat(Infinity)",
    "[1, [2]].flat(0)",
    "[[1, , 2], , 3].flat()",
    "[1, 2].flatMap((v, i) => [v, i * x])",
    "[1, 2].flatMap((v) => v * 2)",
    "[1, null, undefined, [2, [3]], 'a'].join()",
    "[1, 2].join('')",
    "[1, 2].join(null)",
    "[].join()",
    "String([1, [2, 3]])",
    "[1, 2].toString()",
    "`${[x, y]}`",
    "[3, 1, 2].toReversed()",
    "[1, , 3].toReversed()",
    "[3, 1, 2].toSorted()",
    "[3, 1, , 2].toSorted((a, b) => b - a)",
    "[1, 2, 3].toSpliced(1, 1, x, y)",
    "[1, , 3].toSpliced(0, 1)",
    "[1, 2, 3].toSpliced()",
    "[1, 2, 3].with(-1, x)",
    "[1, 2, 3].with(3, x)",
    "[...[5, , 6].entries()]",
    "[...[5, 6].values()]",
    "[...[5, , 6].keys()]",
    "(() => { const it = [4, 5].values(); const a = it.next(); it.next(); return [a, it.next()]; })()",
    "[2, 1].length",
  ],
  "arrays: searching": [
    "[1, 2, 1].indexOf(1)",
    "[1, 2, 1].indexOf(1, 1)",
    "[1, 2, 1].indexOf(1, -1)",
    "[1, 2, 1].indexOf(1, -10)",
    "[NaN].indexOf(NaN)",
    "[NaN].includes(NaN)",
    "[0 / 0 * x].includes(NaN)",
    "[, 1].indexOf(undefined)",
    "[, 1].includes(undefined)",
    "[0].indexOf(-0)",
    "[1, 2, 1].lastIndexOf(1)",
    "[1, 2, 1].lastIndexOf(1, -2)",
    "[1, 2, 1].lastIndexOf(1, undefined)",
    "[1, 2, 1].lastIndexOf(1, -9)",
    "[1, 2, 1].lastIndexOf(3)",
    "['1'].indexOf(1)",
    "[x, y].indexOf(y)",
    "[x, y].includes(x, 1)",
    "[x, y].lastIndexOf(x)",
    "[1, 2, 3].find((v) => v > 1)",
    "[1, 2, 3].find((v) => v > 5)",
    "[1, 2, 3].findIndex((v) => v > 1)",
    "[1, 2, 3].findIndex((v) => v > 5)",
    "[1, 2, 3].findLast((v) => v < 3)",
    "[1, 2, 3].findLastIndex((v) => v < 3)",
    "[, 1].findIndex((v) => v === undefined)",
    "[x, y].findLast((v) => v < 0)",
  ],
  "arrays: calling back": [
    "[1, 2, 3].map((v, i, a) => v * i + a.length)",
    "[1, , 3].map((v) => v * 2)",
    "['1', '2', '3'].map(Number)",
    "['1', '2', '3'].map(parseInt)",
    "[1, 2].map(function (v) { return v * this.k; }, { k: x })",
    "[1, , 3].filter(() => true)",
    "[x, y].filter((v) => v > 0)",
    "[0, 1, '', 'a', null].filter(Boolean)",
    "[].every((v) => v)",
    "[1, 0].every((v) => v)",
    "[].some((v) => v)",
    "[, 0].some((v) => v === undefined)",
    "[1, 2, 3].reduce((a, b) => a + b)",
    "[1, 2, 3].reduce((a, b, i) => a + b * i, x)",
    "[, 2, 3].reduce((a, b) => a + b)",
    "[].reduce((a, b) => a + b)",
    "[].reduce((a, b) => a + b, undefined)",
    "['a', 'b', 'c'].reduceRight((a, b) => a + b)",
    "['a', 'b', 'c'].reduceRight((a, b, i) => a + b + i, '')",
    "(() => { const seen = []; [1, , 3].forEach((v, i) => seen.push(i)); return seen; })()",
    "(() => { const a = [1, 2, 3]; a.forEach((v, i) => { if (i === 0) a.push(9); }); return a; })()",
    "[1, 2].forEach((v) => v)",
  ],
  "arrays: changing": [
    "(() => { const a = [1, 2, 3, 4, 5]; return [a.copyWithin(0, 3), a]; })()",
    "[1, 2, 3, 4, 5].copyWithin(1, 3, 4)",
    "[1, 2, 3, 4, 5].copyWithin(-2)",
    "[1, , 3].copyWithin(0, 1)",
    "[1, 2, 3].fill(x)",
    "[1, 2, 3].fill(x, -1)",
    "[1, 2, 3].fill(0, 1, 2)",
    "[1, 2, 3].fill()",
    "[1, 2, 3].fill(7, NaN, NaN)",
    "(() => { const a = [1]; return [a.push(), a.push(x, y), a]; })()",
    "(() => { const a = [1, 2]; return [a.pop(), a.pop(), a.pop(), a]; })()",
    "(() => { const a = [1, 2]; return [a.shift(), a.unshift(x, y), a]; })()",
    "[].shift()",
    "[1, 2, 3].reverse()",
    "[1, , 3, 4].reverse()",
    "(() => { const a = [1, 2, 3, 4]; return [a.splice(1, 2), a]; })()",
    "(() => { const a = [1, 2, 3, 4]; return [a.splice(-1), a]; })()",
    "(() => { const a = [1, 2, 3, 4]; return [a.splice(), a]; })()",
    "(() => { const a = [1, 2, 3, 4]; return [a.splice(undefined), a]; })()",
    "(() => { const a = [1, 2, 3, 4]; return [a.splice(1, undefined, x), a]; })()",
    "(() => { const a = [1, 2, 3, 4]; return [a.splice(1, NaN, x, y), a]; })()",
    "(() => { const a = [1, 2]; return [delete a[0], a]; })()",
  ],
  "arrays: sorting": [
    "[3, 1, 2].sort()",
    "[10, 9, 1].sort()",
    "[undefined, 3, , 1].sort()",
    "[3, 1, 2].sort((a, b) => b - a)",
    "[x, y, 0].sort((a, b) => a - b)",
    "[3, 1, 2].sort((a, b) => a > b)",
    "[3, 1, 2].sort(() => 0)",
    "[3, 1, 2].sort(() => NaN)",
    "['b', 'a', 'B'].sort()",
    "[[2, 'a'], [1, 'b'], [2, 'c'], [1, 'd']].sort((p, q) => p[0] - q[0])",
    "[3, 1].sort('x')",
    "[true, false].sort()",
    "[5, 1, 4].sort(undefined)",
    "Array.from({ length: 40 }, (_, i) => (i * 7919) % 31).sort((a, b) => a - b)",
    "new Float64Array([3, -0, 0, NaN, 1, 10]).sort()",
    "new Float64Array([3, 1, 10]).sort((a, b) => b - a)",
    "new Float64Array([x, y, 0]).toSorted()",
    "new Float64Array([x, y]).map((v) => v > 0)",
    "[+(x > 0), Number(x > 0), -(x > 0), ~(x > 0), Math.abs(x > 0), new Float64Array([x > 0])]",
  ],
  "typed arrays": [
    ...[
      "Float64Array",
      "Float32Array",
      "Int8Array",
      "Uint8Array",
      "Uint8ClampedArray",
      "Int16Array",
      "Uint16Array",
      "Int32Array",
      "Uint32Array",
    ].flatMap((kind) => [
      `new ${kind}([1.5, 2.5, 0.5, -0.5, -1.5, 255.5, 256, 300, -300, 70000, 3e9, -3e9, 5e9, 1e20, NaN, Infinity, -Infinity, -0, 0.1])`,
      `new ${kind}([x * 100.25, y * 1e9, x * 1e12, y / 4, x * 170, NaN * x])`,
      `(() => { const a = new ${kind}(3); a[0] = x; a[1] = y; a[2] = '7'; a[3] = 1; return [a, a.length, a.byteLength, a.BYTES_PER_ELEMENT, ${kind}.BYTES_PER_ELEMENT]; })()`,
    ]),
    "new Float64Array()",
    "new Float64Array('3')",
    "new Float64Array(-1)",
    "new Float64Array(null)",
    "new Float64Array(new Set([1, 2]))",
    "new Float64Array({ length: 2, 0: x })",
    "new Float32Array(new Float64Array([0.1, x]))",
    "Float64Array(3)",
    "Float32Array.of(0.1, x)",
    "Float32Array.from([1, 2], (v) => v * 0.1)",
    "Float64Array.from({ length: 3 }, (_, i) => i)",
    "Int8Array.from('123')",
    "(() => { const a = new Float64Array(4); a.set([1, 2]); a.set(new Float32Array([0.1]), 2); return a; })()",
    "new Float64Array(1).set([1, 2])",
    "new Float64Array(1).set([1], -1)",
    "(() => { const a = new Float64Array([1, 2, 3, 4, 5]); const b = a.subarray(1, 4); b[0] = x; a[2] = y; b[9] = 1; return [a, b, b.length, b.byteLength, b.subarray(1), [...b], b.map((v) => 2 * v), b.slice(-2), b.reduce((p, q) => p + q), b.indexOf(4)]; })()",
    "(() => { const a = new Float64Array([5, 1, 4, 2]); a.subarray(1).sort(); a.subarray(0, 2).fill(7); a.subarray(2).reverse(); return a; })()",
    "(() => { const a = new Float64Array([1, 2, 3]); a.set(a.subarray(0, 2), 1); return a; })()",
    "(() => { const a = new Float64Array([1, 2, 3]); a.subarray(-2).set([8, 9]); a.subarray(1).copyWithin(0, 1); return a; })()",
    "new Float64Array([1, 2, 3]).subarray(2, 1)",
    "new Float32Array([1, 2, 3]).map((v) => v * 0.1)",
    "new Int16Array([1, 2, 3]).filter((v) => v > 1)",
    "new Float64Array([1, 2, 3]).slice(1)",
    "new Uint8ClampedArray([1, 2]).fill(300, 1)",
    "new Float64Array([1, 2, 3]).with(1, x)",
    "new Float64Array([1, 2, 3]).at(-1)",
    "new Float64Array([1, 2, 3]).join(';')",
    "new Float64Array([1, 2]).toReversed()",
    "[...new Float64Array([1, 2]).entries()]",
    "new Float64Array([1, NaN]).includes(NaN)",
    "new Float64Array([1, 2, 1]).lastIndexOf(1)",
    "new Float64Array([1, 2]).reduceRight((a, b) => a - b)",
    "[typeof new Float64Array(1).push, typeof new Float64Array(1).concat, typeof new Float64Array(1).flat]",
    "(() => { const a = new Float64Array(1); a[-1] = 3; a[0.5] = 2; return [a, a[-1], a[5]]; })()",
    "new Float64Array(2) instanceof Float64Array",
    "new Float64Array(2) instanceof Float32Array",
    "Object.keys(new Float64Array(2))",
    "new Float64Array([1, 2]) + ''",
  ],
  objects: [
    "Object.keys({ b: 1, 2: 1, a: 1, 1: 1 })",
    "Object.values({ b: x, 2: y, a: 1 })",
    "Object.entries({ a: 1, b: { c: x } })",
    "Object.keys([5, , 6])",
    "Object.keys('ab')",
    "Object.keys(5)",
    "Object.keys(null)",
    "Object.entries({ get a() { return x; } })",
    "Object.fromEntries([['a', 1], ['b', x]])",
    "Object.fromEntries(new Map([['a', 1]]))",
    "Object.assign({ a: 1 }, { b: x }, null, { a: y }, [7])",
    "Object.assign({}, { get a() { return x; } })",
    "(() => { const o = Object.create({ k: x }); o.j = 1; return [o.k, Object.keys(o), 'k' in o, o.hasOwnProperty('k')]; })()",
    "(() => { const o = Object.create(null); return [o.toString, 'toString' in o, Object.getPrototypeOf(o)]; })()",
    "Object.create({}, { a: { value: x, enumerable: true }, b: { value: 1 } })",
    "Object.create({}, { a: { value: x } }).a",
    "(() => { const o = Object.freeze({ a: 1 }); o.a = 2; o.b = 3; return [o, Object.isFrozen(o), Object.isSealed(o)]; })()",
    "(() => { 'use strict'; const o = Object.freeze({ a: 1 }); o.a = 2; return o; })()",
    "(() => { 'use strict'; const o = Object.seal({ a: 1 }); o.a = 2; o.b = 2; return o; })()",
    "(() => { const o = Object.seal({ a: 1 }); o.a = 2; o.b = 3; return [o, Object.isFrozen(o), Object.isSealed(o)]; })()",
    "(() => { const a = Object.freeze([1, 2]); a[0] = 5; return a; })()",
    "Object.freeze([1]).push(2)",
    "Object.isFrozen(5)",
    "Object.isExtensible({})",
    "Object.isExtensible(Object.preventExtensions({}))",
    "(() => { const o = {}; Object.defineProperty(o, 'a', { value: x }); o.a = 5; return [o.a, Object.keys(o)]; })()",
    "(() => { const o = { k: 2 }; Object.defineProperty(o, 'a', { get() { return this.k * x; }, enumerable: true }); return o; })()",
    "(() => { const o = { k: 2 }; Object.defineProperty(o, 'a', { set(v) { this.k = v; } }); o.a = y; return [o, o.a]; })()",
    "(() => { const o = {}; Object.defineProperties(o, { a: { value: 1, writable: true }, b: { get: () => x } }); o.a = 3; return [o.a, o.b]; })()",
    "(() => { const o = { a: 1 }; Object.defineProperty(o, 'a', { enumerable: false }); o.a = 4; return [Object.keys(o), o.a]; })()",
    "Object.getOwnPropertyDescriptor({ a: x }, 'a')",
    "Object.getOwnPropertyNames({ a: 1, 0: 2 })",
    "Object.getOwnPropertyNames([1])",
    "Object.hasOwn({ a: 1 }, 'a') && !Object.hasOwn({}, 'toString')",
    "[Object.is(NaN, NaN), Object.is(0, -0), Object.is(x, x), Object.is(x, y), Object.is(x, '1.5')]",
    "(() => { class A {} class B extends A {} return [Object.getPrototypeOf(new B()) === B.prototype, A.prototype.isPrototypeOf(new B()), Object.getPrototypeOf(B) === A]; })()",
    "(() => { const o = Object.setPrototypeOf({ a: 1 }, { b: x }); return [o.b, Object.keys(o)]; })()",
    "(() => { const a = {}; return Object.setPrototypeOf(Object.setPrototypeOf({}, a) && a, a); })()",
    "({}).toString()",
    "Object.prototype.toString.call([])",
    "Object.prototype.toString.call(null)",
    "Object.prototype.toString.call(x)",
    "Object.prototype.toString.call(() => 1)",
    "Object.prototype.hasOwnProperty.call({ a: 1 }, 'a')",
    "({ a: 1 }).propertyIsEnumerable('a')",
    "({ valueOf() { return x; } }) * 2",
    "({ toString() { return '3'; } }) * 2",
    "`${{ toString: () => 'abc' }}`",
    "({}).valueOf() instanceof Object",
    "(() => { const o = { 2: 'c', b: 1, 1: 'd' }; const seen = []; for (const k in o) seen.push(k); return seen; })()",
    "({ ...{ 2: 1, b: 1, 1: 1 } })",
    "({}).constructor === Object",
    "new Object()",
    "Object({ a: 1 })",
    "(() => { const v = new DataView(new ArrayBuffer(24)); v.setUint32(0, 0x64657363); v.setInt16(4, -2, true); v.setFloat64(8, x); v.setFloat32(16, 0.1, x > 0); return [...new Uint8Array(v.buffer), v.getInt8(4), v.getUint16(4), v.getFloat64(8), v.getFloat32(16), v.getFloat32(16, true)]; })()",
    "(() => { const b = new ArrayBuffer(8); const all = new Uint8Array(b); const some = new Uint8Array(b, 2, 3); some.set([1, 2, 300]); all[3] = x; const part = new DataView(b, 1, 5); return [...all, ...some, part.getUint16(1), part.byteOffset, part.byteLength, part.buffer === b, b.slice(2, -2).byteLength, new Uint8Array(b.slice(2))[1], ArrayBuffer.isView(part), ArrayBuffer.isView(b), ArrayBuffer.isView(all)]; })()",
    "[() => new DataView([]), () => new DataView(new ArrayBuffer(2)).getInt32(0), () => new Uint8Array(new ArrayBuffer(2), 3), () => DataView(x), () => new DataView(new ArrayBuffer(2)).getInt8(-1)].map((f) => { try { return f() * x; } catch (e) { return [e instanceof TypeError, e instanceof RangeError]; } })",
    "[...new TextEncoder().encode('a¼€😀 \\ud800%'), new TextEncoder().encode().length]",
    "[atob('AQL/'), atob('AQI='), atob(' AQ I '), atob('AQ'), atob('')].map((t) => [...t].map((c) => c.charCodeAt(0) * x))",
    "[btoa('a'), btoa('ab'), btoa('abc'), btoa(''), btoa('\\xff\\x00'), btoa(String(x)), atob(btoa('plain text'))]",
    "['A', 'AQ=', 'AQ==A', '*AAA', 'AQI=='].map((t) => { try { return atob(t); } catch (e) { return e instanceof Error; } })",
    "(() => { try { return btoa('\\u0100'); } catch (e) { return e instanceof Error; } })()",
    "structuredClone({ a: [x, { b: y }] })",
  ],
  numbers: [
    "[Number.EPSILON, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, Number.MAX_VALUE, Number.MIN_VALUE, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]",
    "[Number(), Number(''), Number(' 12 '), Number('1e3'), Number('0x1f'), Number('abc'), Number(null), Number(undefined), Number(true), Number([]), Number([5]), Number('-0')]",
    "[Number.isInteger(5), Number.isInteger(5.5), Number.isInteger('5'), Number.isInteger(x), Number.isInteger(y)]",
    "[Number.isSafeInteger(2 ** 53), Number.isSafeInteger(2 ** 53 - 1)]",
    "[Number.isFinite(x), Number.isFinite(Infinity), Number.isFinite('1'), isFinite('1'), isFinite('a')]",
    "[Number.isNaN(NaN), Number.isNaN('a'), isNaN('a'), isNaN(x), isNaN(undefined)]",
    "[parseInt('12px'), parseInt('0x1f'), parseInt('101', 2), parseInt('z', 36), parseInt(''), parseInt(' 7'), parseInt('1e3'), parseInt(1e21), parseInt(-0.5), parseInt(x), parseInt(y * 1.7), parseInt(x * 1e-9), parseInt('8', 8), parseInt(null)]",
    "[parseFloat('3.14abc'), parseFloat('.5'), parseFloat('-.5e-2x'), parseFloat(''), parseFloat('Infinityx'), parseFloat(x), parseFloat(-0), parseFloat([2, 3])]",
    "[(1.005).toFixed(2), (1e21).toFixed(2), (-0.001).toFixed(2), (0).toFixed(), (2.5).toFixed(0), (-2.5).toFixed(0)]",
    "[(123.456).toPrecision(4), (0.000001).toPrecision(1), (123.456).toPrecision(), (1e21).toPrecision(3)]",
    "[(123.456).toExponential(2), (0).toExponential(), (123456).toExponential()]",
    "[(255).toString(16), (0.5).toString(2), (-255).toString(36), (10).toString(10), (3.7).toString()]",
    "(1).toFixed(101)",
    "(1).toPrecision(0)",
    "(1).toString(1)",
    "[x.toFixed(2), y.toFixed(), (x * 100).toPrecision(2), (x / 3).toString(), (x / 3).toExponential(3), x.toString(2)]",
    "[Number(x.toFixed(0)), +(x / 7).toFixed(3), parseFloat((y / 3).toFixed(4)), Math.round(x * 100 / 3) / 100, +(x / 3).toPrecision(2), parseFloat((x / 7).toExponential(2)), parseInt((x * 9).toFixed(0)), Number(String(x)), +`${y}`, parseInt(String(x * 7))]",
    "(5).valueOf() + x.valueOf()",
    "(5).constructor === Number",
    "x.constructor === Number",
    "typeof (5).foo",
    "Boolean('') || Boolean('a')",
    "true.toString() + (x > 0).toString()",
    "[Math.max.length, Math.sin.length, Math.atan2.length, parseInt.length, Array.isArray.length, [].map.length, Math.hypot.length]",
    "[Math.sin.name, Number.parseFloat.name, [].map.name]",
    "[Math.max(), Math.min(), Math.hypot(), Math.max(1, '3'), Math.max(1, NaN), Math.sign(-0), Math.round(-0.5), Math.round(2.5), Math.max(-0, 0), Math.min(0, -0)]",
    "Number.parseFloat === parseFloat",
  ],
  strings: [
    "['abc'.charAt(1), 'abc'.charAt(), 'abc'.charAt(9), 'abc'.charAt(-1)]",
    "['abc'.charCodeAt(1), 'abc'.charCodeAt(9), 'a😀'.codePointAt(1), 'a'.codePointAt(5)]",
    "['abc'.at(-1), 'abc'.at(5), 'abc'[1], 'abc'['2'], 'abc'[7], 'abc'.length]",
    "['abcdef'.slice(-3), 'abcdef'.slice(1, -1), 'abcdef'.slice(), 'abcdef'.slice(NaN, 2)]",
    "['abcdef'.substring(4, 1), 'abcdef'.substring(-3, 2), 'abcdef'.substr(-3, 2), 'abcdef'.substr(1)]",
    "['a,b,,c'.split(','), 'abc'.split(''), 'abc'.split(), 'a,b'.split(',', 1), ''.split(','), ''.split(''), 'abc'.split(undefined, 0)]",
    "['banana'.indexOf('an'), 'banana'.indexOf('an', 2), 'banana'.indexOf('x'), 'banana'.lastIndexOf('an'), 'banana'.indexOf('')]",
    "['banana'.includes('nan'), 'banana'.includes('b', 1), 'banana'.startsWith('ban'), 'banana'.startsWith('nan', 2), 'banana'.endsWith('na'), 'banana'.endsWith('ba', 2)]",
    "'AbC'.toUpperCase() + 'AbC'.toLowerCase()",
    "['  a '.trim(), '  a '.trimStart(), '  a '.trimEnd()]",
    "['5'.padStart(3, '0'), '5'.padEnd(3), '5'.padStart(3, 'ab'), '5'.padStart(3, ''), 'abc'.padStart(2)]",
    "['ab'.repeat(3), 'ab'.repeat(0), 'ab'.repeat(2.9)]",
    "'ab'.repeat(-1)",
    "'ab'.repeat(Infinity)",
    "['a-b-c'.replace('-', '+'), 'a-b-c'.replaceAll('-', '+'), 'abc'.replace('b', '[$&]'), 'abc'.replace('b', (m, i, s) => m + i + s), 'aaa'.replaceAll('a', (m, i) => i), 'abc'.replace('x', 'y'), 'abc'.replaceAll('', '.')]",
    "['a'.concat('b', 1, null), 'a' + 1 + null]",
    "['a'.localeCompare('b'), 'a'.localeCompare('a')]",
    "String.fromCharCode(72, 105) + String.fromCodePoint(128512)",
    "String.fromCodePoint(-1)",
    "[String(), String(undefined), String(null), String(x), String(y), String(true), String([1]), String({})]",
    "[...'a😀b']",
    "'b' > 'a' && 'a' < 'b'",
    "'5' * '2' + x",
    "`${x}|${y}|${x > 0}`",
    "({ [`k${x}`]: 1 })",
    "'abc'.foo",
    "'abc'.constructor === String",
    "'3'.valueOf() * x",
  ],
  JSON: [
    "JSON.stringify({ a: [1, x, null, undefined, () => 1], b: undefined, c: NaN, d: -0, 2: 'q\"', e: true })",
    "JSON.stringify([x > 0, y])",
    "JSON.stringify({ a: [1, { b: 2 }] }, null, 2)",
    "JSON.stringify([1], null, '--')",
    "JSON.stringify(undefined)",
    "JSON.stringify('a\\n')",
    "JSON.stringify(new Float64Array([1, 2]))",
    "JSON.stringify({ __proto__: null, a: 1 })",
    "(() => { const a = []; a.push(a); return JSON.stringify(a); })()",
    'JSON.parse(\'{"a": [1, 2.5e1, null, true], "b": {"c": "d"}}\')',
    "JSON.parse('{a}')",
    "JSON.parse('{\"__proto__\": 1}')",
    "JSON.parse(JSON.stringify({ a: [x, y, undefined], b: undefined, c: { d: -0, e: NaN * x } }))",
    "JSON.parse('3') * x",
  ],
  dates: [
    "new Date(0).getTime()",
    "new Date(1e12).toISOString()",
    "new Date('2020-02-29').getTime()",
    "new Date('2020-02-29T12:30:15.250Z').getUTCMilliseconds()",
    "new Date('2020-02-29T12:30:15+02:00') - new Date('2020-01-01T00:00Z')",
    "[new Date(1e12).getUTCFullYear(), new Date(1e12).getUTCMonth(), new Date(1e12).getUTCDate(), new Date(1e12).getUTCDay(), new Date(1e12).getUTCHours(), new Date(1e12).getUTCMinutes(), new Date(1e12).getUTCSeconds()]",
    "Date.UTC(2000, 0, 1, 12)",
    "Date.UTC(2000)",
    "new Date(Date.UTC(2024, 1, 30)).toISOString()",
    "new Date(NaN).getTime()",
    "new Date(NaN).toISOString()",
    "new Date(8.64e15 + 1).getTime()",
    "new Date(x * 1000.7).getTime()",
    "(() => { const d = new Date(0); d.setUTCFullYear(2001, 5); d.setUTCHours(7); return [d.getTime(), d.setTime(5.9), +d]; })()",
    "new Date(new Date(5)).valueOf()",
    "Date.parse('2000-01-01')",
    "new Date(5) instanceof Date",
    "JSON.stringify([new Date(0).toJSON()])",
  ],
  collections: [
    "(() => { const m = new Map([[1, 'a'], [NaN, 'b'], [-0, 'c']]); return [m.get(1), m.get(NaN), m.get(0), m.size, m.has(2), m.delete(1), m.delete(1), [...m], [...m.keys()]]; })()",
    "(() => { const m = new Map(); m.set(x, 1).set(x, 2).set(y, 3); return [m.size, m.get(1.5), [...m.values()]]; })()",
    "(() => { const s = new Set([3, 1, 3]); s.add(2).add(1); const seen = []; s.forEach((v, k, t) => seen.push(v + k + t.size)); return [[...s], seen, s.has(3), [...s.entries()]]; })()",
    "(() => { const s = new Set([1]); const seen = []; s.forEach((v) => { seen.push(v); if (v < 4) s.add(v + 1); }); return seen; })()",
    "(() => { const m = new Map([['a', 1]]); m.clear(); return m.size; })()",
    "(() => { const o = {}; const w = new WeakMap([[o, x]]); w.set(w, 2); return [w.get(o), w.has({}), w.delete(o), w.has(o), w.size]; })()",
    "(() => { const o = {}; const w = new WeakSet([o]); return [w.has(o), w.has({})]; })()",
    "new Map([['a', 1]]).keys().next().value",
    "(() => { const [a, b] = new Set([x, y]); return [a, b]; })()",
    "new Map() instanceof Map && !(new Set() instanceof Map)",
    "Map()",
    "new Map([1])",
    "Math.max(...new Set([1, 5, x]))",
    "(() => { const m = new Map([[1, 2]]); for (const [k, v] of m.entries()) return k + v; })()",
    "(() => { const m = new Map([[true, 1]]); return [m.get(x > 0), m.get(1)]; })()",
  ],
  functions: [
    "(function () { return this.k; }).call({ k: x })",
    "Math.max.apply(null, [x, y, 3])",
    "Math.max.apply(null, { length: 2, 0: 5, 1: x })",
    "(function () { return arguments.length; }).apply(null)",
    "(function (a, b, c) { return [this.k, a, b, c]; }).bind({ k: 1 }, 2)(3, 4)",
    "(() => { const g = function h(a, b) {}; return [g.length, g.name, g.bind(null, 1).length, g.bind().name]; })()",
    "((a, b = 1, ...c) => 1).length",
    "(() => { function g() { return Array.prototype.slice.call(arguments, 1); } return g(1, x, y); })()",
    "(() => { function g() { return [].map.call(arguments, (v) => v * 2); } return g(1, x); })()",
    "(() => { class A { constructor(a, b) {} } return [A.length, A.name]; })()",
    "Reflect.apply(Math.max, null, [1, x])",
    "[Reflect.ownKeys({ a: 1, 0: 2 }), Reflect.has({ a: 1 }, 'a'), Reflect.has({}, 'toString'), Reflect.get({ a: x }, 'a')]",
    "(() => { const o = {}; return [Reflect.set(o, 'a', x), Reflect.set(Object.freeze({}), 'a', 1), o]; })()",
    "typeof (() => 1).prototype + typeof function () {}.prototype",
    "(() => 1) instanceof Function",
    "({ f() {} }).f.name",
  ],
  errors: [
    "[new Error('a').message, new TypeError('b').name, Error('c').message, new RangeError().message]",
    "(() => { try { null.x; } catch (e) { return [e instanceof TypeError, e instanceof Error, e.name, e.constructor === TypeError]; } })()",
    "(() => { try { throw new RangeError('r'); } catch (e) { return [e instanceof RangeError, e instanceof TypeError, String(e), e + '']; } })()",
    "(() => { class E extends Error { constructor(m) { super(m); this.name = 'E'; } } try { throw new E('m'); } catch (e) { return [e instanceof E, e instanceof Error, e.message, `${e}`, Object.keys(e)]; } })()",
    "new Error('a', { cause: x }).cause",
    "Object.keys(new Error('a'))",
    "Object.prototype.hasOwnProperty.call(new Error('a'), 'message')",
    "(() => { throw x; })()",
  ],
  globals: [
    "globalThis.Math.max(1, x)",
    "typeof globalThis.missing",
    "globalThis.parseFloat === parseFloat",
    "(() => { globalThis.zzz = x; return [zzz, globalThis.zzz]; })()",
    "(() => { Number.prototype.half = function () { return this / 2; }; const v = [(4).half(), x.half()]; delete Number.prototype.half; return v; })()",
    "(() => { Array.prototype.total = function () { return this.reduce((a, b) => a + b, 0); }; const v = [x, y].total(); delete Array.prototype.total; return v; })()",
    "(() => { String.prototype.twice = function () { return this + this; }; const v = 'ab'.twice(); delete String.prototype.twice; return v; })()",
    "(() => { const own = Math.sign; Math.sign = (v) => v; const v = Math.sign(5); Math.sign = own; return v; })()",
    "console.log(x) === undefined",
    "(() => { const o = { [Symbol.iterator]() { let i = 0; return { next: () => ({ done: i >= 3, value: i++ * x }) }; } }; return [...o]; })()",
    "(() => { const o = { [Symbol.iterator]() { return [x, y][Symbol.iterator](); } }; return Array.from(o); })()",
  ],
};

describe("built-ins give what Node gives", () => {
  for (const [title, list] of Object.entries(expressions)) {
    it(title, () => sameInBoth(list));
  }
});

const localDates = [
  "new Date(2024, 2, 10, 2, 30).getTime()",
  "new Date(2024, 1).toISOString()",
  "new Date(2024, 1, undefined).getTime()",
  "new Date(70, 0, 1, 0, 0, 0, 1.9).getTime()",
  "new Date(2024 + x, 5 * x, 8.9).getTime()",
  "new Date('2024-07-01T10:00').getTime()",
  "new Date('2024-07-01T10:00:00.000Z').getHours()",
  "new Date('July 4, 2024 10:30').getTime()",
  "new Date('not a date').getTime()",
  "new Date(['2024-07-01T00:00']).getTime()",
  "Date.parse('2024-11-03T01:30:00') - Date.parse('2024-11-03T03:30:00')",
  "(() => { const d = new Date(1719792000123); return [d.getFullYear(), d.getMonth(), d.getDate(), d.getDay(), d.getHours(), d.getMinutes(), d.getSeconds(), d.getMilliseconds(), d.getTimezoneOffset(), d.getYear()]; })()",
  "(() => { const d = new Date(2024, 0, 31); d.setMonth(1); d.setHours(2, 30); d.setDate(d.getDate() + 8); return [+d, d.setFullYear(2023), d.setDate()]; })()",
  "Math.round((new Date(2024, 10, 4) - new Date(2024, 10, 2)) / 36e5)",
  "[String(new Date(2024, 6, 1)), new Date(2024, 6, 1) + 1, new Date(1e12).toDateString(), new Date(1e12).toTimeString(), String(new Date(NaN))]",
];

describe("dates in local time give what Node gives in the zone of the machine", () => {
  const { TZ } = process.env;
  afterEach(() => {
    if (TZ === undefined) Reflect.deleteProperty(process.env, "TZ");
    else process.env["TZ"] = TZ;
  });
  for (const zone of ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]) {
    it(zone, () => {
      process.env["TZ"] = zone;
      sameInBoth(localDates);
    });
  }
});

/** Calls with arguments chosen at random: numbers at and beyond the ends, text, nothing at all. */
const element = fc.oneof(
  fc.constantFrom(
    "x",
    "y",
    "NaN",
    "-0",
    "0",
    "undefined",
    "null",
    "'a'",
    "'10'",
    "true",
    "[7]",
    "",
  ),
  fc.integer({ min: -3, max: 12 }).map(String),
);
const count = fc.oneof(
  fc.constantFrom(
    "undefined",
    "NaN",
    "null",
    "'1'",
    "Infinity",
    "-Infinity",
    "1.7",
    "-0.5",
    "x",
    "y",
  ),
  fc.integer({ min: -6, max: 6 }).map(String),
);
const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", " ", "$", "&"), maxLength: 4 });
const words = letters.map((word) => JSON.stringify(word));
const callbacks = fc.constantFrom(
  "(v) => v > 1",
  "(v, i) => i % 2 === 0",
  "(v, i, a) => a.length > i",
  "(a, b) => a + b",
  "function (v) { return v + arguments.length; }",
);
const order = fc.constantFrom("(a, b) => a - b", "(a, b) => b - a", "(a, b) => a > b", "undefined");

const takesNothing = "reverse toReversed pop shift keys values entries toString".split(" ");
const takesCallback =
  "map filter some every find findIndex findLast findLastIndex flatMap reduce reduceRight forEach".split(
    " ",
  );
const arrayCalls: readonly (readonly [
  names: readonly string[],
  ...args: fc.Arbitrary<string>[],
])[] = [
  [takesNothing],
  [takesCallback, callbacks],
  [["reduce", "reduceRight"], callbacks, element],
  [["at", "flat"], count],
  [["slice"], count, count],
  [["splice", "toSpliced"], count, count, element, element],
  // Node 20 overlooks the end where the start of a typed array's fill is left out; the language does not.
  [["fill"], element, count.filter((text) => text !== "undefined"), count],
  [["copyWithin"], count, count, count],
  [["with"], count, element],
  [["indexOf", "lastIndexOf", "includes"], element, count],
  [["join"], words],
  [["push", "unshift", "concat"], element, element],
  [["sort", "toSorted"], order],
];
const textCalls: typeof arrayCalls = [
  ["toUpperCase toLowerCase trim trimStart trimEnd toString valueOf".split(" ")],
  ["charAt charCodeAt codePointAt at".split(" "), count],
  ["slice substring substr".split(" "), count, count],
  ["indexOf lastIndexOf includes startsWith endsWith".split(" "), words, count],
  [["padStart", "padEnd"], fc.integer({ min: -1, max: 6 }).map(String), words],
  [["split"], words, count],
  [["replace", "replaceAll"], words, words],
  [["concat"], words, words],
  [["repeat"], fc.integer({ min: -1, max: 4 }).map(String)],
];

/** A call of one of the methods with as many of its arguments as it pleases. */
function callOf(table: typeof arrayCalls): fc.Arbitrary<string> {
  return fc.oneof(
    ...table.map(([names, ...args]) =>
      fc.tuple(fc.constantFrom(...names), fc.tuple(...args), fc.nat({ max: args.length })).map(
        ([name, list, most]) =>
          `.${name}(${list
            .slice(0, most)
            .map((arg) => arg || "undefined")
            .join(", ")})`,
      ),
    ),
  );
}

/** The result and what the call left behind; iterators are spread out. */
function observed(receiver: string, call: string): string {
  const isIterator = /^\.(keys|values|entries)/.test(call);
  const result = isIterator ? `[...v${call}]` : `v${call}`;
  return `(() => { const v = ${receiver}; const r = ${result}; return [r, v]; })()`;
}

const elements = fc.array(element, { maxLength: 5 }).map((list) => `[${list.join(", ")}]`);
const numbers = fc.array(count, { maxLength: 5 }).map((list) => `[${list.join(", ")}]`);
const kinds = fc.constantFrom(
  "Float64Array",
  "Float32Array",
  "Int8Array",
  "Uint8ClampedArray",
  "Uint32Array",
);
const typed = fc.tuple(kinds, numbers).map(([kind, list]) => `new ${kind}(${list})`);

const typedCalls = arrayCalls.flatMap(([names, ...args]): typeof arrayCalls => {
  const kept = names.filter((name) => name in Float64Array.prototype);
  return kept.length === 0 ? [] : [[kept, ...args]];
});

describe("calls at random give what Node gives", () => {
  const receivers: readonly (readonly [string, fc.Arbitrary<string>, typeof arrayCalls])[] = [
    ["arrays", elements, arrayCalls],
    ["typed arrays", typed, typedCalls],
    ["text", words, textCalls],
  ];
  for (const [title, receiver, table] of receivers) {
    it(title, () => {
      const call = fc.tuple(receiver, callOf(table)).map(([v, method]) => observed(v, method));
      fc.assert(
        fc.property(fc.array(call, { minLength: 10, maxLength: 10 }), (calls) => sameInBoth(calls)),
        { numRuns: 30 },
      );
    });
  }
});

/** Numbers that depend on x pass through these with their derivative, or are stopped with a note. */
const gradients: readonly (readonly [expression: string, slope: number, note?: string])[] = [
  ["[x, 2 * x, 3].map((v) => v * v).reduce((a, b) => a + b)", 15],
  ["[3, x, 1].sort((a, b) => a - b)[1]", 1],
  ["[[x], [x * x]].flat().at(-1)", 3],
  ["[1, 2].toSpliced(0, 1, x * 4)[0]", 4],
  ["[1, 2].with(0, 5 * x)[0]", 5],
  ["Array.from({ length: 3 }, (_, i) => i * x).reduceRight((a, b) => a + b)", 3],
  ["Object.values({ a: x, b: 2 * x }).concat(x).reduce((a, b) => a + b)", 4],
  ["Object.fromEntries([['k', 6 * x]]).k", 6],
  ["Object.assign({}, { k: 7 * x }).k", 7],
  ["[...new Map([['k', 8 * x]]).values()][0]", 8],
  ["new Float64Array([x, 2]).subarray(0, 1).map((v) => v * 9)[0]", 9],
  ["new Float32Array([x * x])[0]", 3],
  ["structuredClone({ k: [x * 2] }).k[0]", 2],
  ["JSON.parse(JSON.stringify([x * 2, { k: x }]))[1].k", 1],
  ["Math.max(...new Set([x, 1]))", 1],
  ["(4 * x).valueOf()", 4],
  ["Number(5 * x)", 5],
  ["parseFloat(5 * x)", 5],
  ["new Date(0).getTime() + x", 1],
  ["Number((x / 3).toFixed(2)) + x", 1, "gradient-stops"],
  ["Number(x.toFixed(2)) + x", 1, "gradient-stops"],
  ["parseFloat((x / 3).toPrecision(2)) + x", 1, "gradient-stops"],
  ["+(x / 3).toExponential(2) + x", 1, "gradient-stops"],
  ["+`${x}` + x", 1, "gradient-stops"],
  ["Math.round(x * 100) / 100 + x", 1, "gradient-stops"],
  ["parseInt(x) + x", 1, "gradient-stops"],
  ["new Date(x * 1000).getMinutes() + x", 1],
  ["new Date(2024, 1, x * 4).getTime() * 0 + x", 1],
  ["new Int32Array([x * 10])[0] + x", 1, "gradient-stops"],
  ["new Uint8ClampedArray([x * 10])[0] + x", 1, "gradient-stops"],
  ["Date.now() * 0 + performance.now() * 0 + x", 1, "noise"],
];

describe("derivatives through built-ins", () => {
  for (const [expression, slope, note] of gradients) {
    it(expression, () => {
      const { tape } = traceOf(`function f(x) { return ${expression}; }`, { at: "x = 1.5" });
      assert.deepEqual(jacobian(tape).entries, [[slope]]);
      const kinds = notesOf(tape).map(({ kind }) => kind);
      assert.equal(kinds.includes("gradient-stops") ? "gradient-stops" : kinds[0], note);
    });
  }
});

/** What is not read says what to do instead. */
const refusals: readonly (readonly [expression: string, message: RegExp])[] = [
  ["Number(BigInt(2)) * x", /use a number/],
  ["new Promise(() => 1) && x", /runs code later/],
  ["setTimeout(() => 1) * x", /runs code later/],
  ["(window.requestAnimationFrame || ((run) => run()))(() => x)", /runs code later/],
  ["Promise.resolve(x)", /not read/],
  ["Intl.NumberFormat.length * x", /Intl/],
  ["new Intl.NumberFormat().format(1) * x", /use toFixed/],
  ["new Float64Array(2).buffer.byteLength * x", /"buffer"/],
  ["new Float64Array(new ArrayBuffer(8))[0] * x", /use a DataView/],
  ["new SharedArrayBuffer(8).byteLength * x", /use an ArrayBuffer/],
  ["new Date(0).toLocaleDateString().length * x", /language of the machine.*toISOString/],
  ["Date().length * x", /new Date\(\)/],
  ["window.innerWidth * x", /pass what it holds as an argument/],
  ["(2 * x).toLocaleString().length", /"toLocaleString"/],
  ["new Function('return 1')() * x", /write the function itself/],
  ["'a'.repeat(1e9).length * x", /letters is not read/],
  ["new Array(1e8).length * x", /elements are not read/],
  ["(() => { const a = []; a.push(a); return a.flat(Infinity).length; })() * x", /steps|nested/],
  ["(() => { let a = [1]; for (;;) a = a.concat(a); })() * x", /steps|elements/],
  ["(() => { let s = 'ab'; for (;;) s = s.replaceAll('', s); })() * x", /steps|letters/],
];

describe("built-ins that are not read", () => {
  for (const [expression, message] of refusals) {
    it(expression, () => {
      const { message: actual } = reasonOf(`function f(x) { return ${expression}; }`);
      assert.match(actual, message);
    });
  }
});

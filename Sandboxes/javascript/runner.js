// Calls a candidate's function and writes what it returns as plain data.
//
// It lives in the candidate's own process, so nothing it says is believed beyond being data: the judge outside holds the
// expected values and compares. Requests come on descriptor 3 and results leave on descriptor 4, each a frame of four
// length bytes (little-endian) and JSON. Everything that is used after the candidate's code was loaded is captured here,
// and results are read by own descriptors only: no getter, proxy, iterator, toJSON or replaced method runs for them.
'use strict';

(function () {
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const { createRequire } = require('module');
const { types } = require('util');
const { pathToFileURL } = require('url');

const MAXIMUM_DEPTH = 60; // the judge's reader stops at 200 brackets, and a tagged value takes up to three a level
const MAXIMUM_NODES = 1000000;
const MAXIMUM_BYTES = 8 << 20;
const MAXIMUM_FRAME = 16 << 20;

const { apply, construct, ownKeys, getPrototypeOf, getOwnPropertyDescriptor, defineProperty } = Reflect;
const { isArray } = Array;
const { isInteger, isSafeInteger } = Number;
const { isProxy, isMap, isSet, isTypedArray, isNativeError, isPromise, isGeneratorObject } = types;
const { parse, stringify } = JSON;
const { readSync, writeSync } = fs;
const { from: bufferFrom, allocUnsafe } = Buffer;
const leave = process.reallyExit.bind(process);
const TextOf = String;
const BigIntOf = BigInt;
const MapOf = Map, SetOf = Set, BytesOf = Uint8Array;
const objectPrototype = Object.prototype, arrayPrototype = Array.prototype;
const method = (holder, name) => {
    const found = holder[name];
    return (self, ...rest) => apply(found, self, rest);
};
const getter = (holder, name) => {
    const found = getOwnPropertyDescriptor(holder, name).get;
    return (self) => apply(found, self, []);
};
const isWellFormed = method(String.prototype, 'isWellFormed');
const codeAt = method(String.prototype, 'charCodeAt');
const cut = method(String.prototype, 'slice');
const exec = method(RegExp.prototype, 'exec');
const digitsOf = method(BigInt.prototype, 'toString');
const eachOfMap = method(Map.prototype, 'forEach');
const eachOfSet = method(Set.prototype, 'forEach');
const addToSet = method(Set.prototype, 'add');
const addToMap = method(Map.prototype, 'set');
const kindOfTyped = getter(getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag);
const lengthOfTyped = getter(getPrototypeOf(Uint8Array.prototype), 'length');
const textOfBuffer = method(Buffer.prototype, 'toString');
const writeLength = method(Buffer.prototype, 'writeUInt32LE');
const readLength = method(Buffer.prototype, 'readUInt32LE');

const largest = 10n ** 100000n;

class NotPlain {
    constructor(what) { this.what = what; }
}

// Decoding

function untagged(value) {
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) {
        for (let i = 0; i < value.length; i++) value[i] = untagged(value[i]);
        return value;
    }
    const keys = ownKeys(value);
    if (keys.length === 1 && codeAt(keys[0], 0) === 36) {
        const tag = keys[0], inside = value[tag];
        if (tag === '$float') return inside === 'nan' ? NaN : inside === 'inf' ? Infinity : -Infinity;
        if (tag === '$int') return BigIntOf(inside);
        if (tag === '$bytes') return construct(BytesOf, [bufferFrom(inside, 'base64')]);
        if (tag === '$set') {
            const set = new SetOf();
            for (let i = 0; i < inside.length; i++) addToSet(set, untagged(inside[i]));
            return set;
        }
        if (tag === '$dict') {
            const map = new MapOf();
            for (let i = 0; i < inside.length; i++) addToMap(map, untagged(inside[i][0]), untagged(inside[i][1]));
            return map;
        }
    }
    for (let i = 0; i < keys.length; i++) {
        const descriptor = getOwnPropertyDescriptor(value, keys[i]);
        descriptor.value = untagged(descriptor.value);
        defineProperty(value, keys[i], descriptor);
    }
    return value;
}

// Encoding

function text(value, state) {
    if (!isWellFormed(value)) throw new NotPlain('text that is not UTF-8');
    state.bytes += value.length;
    if (state.bytes > MAXIMUM_BYTES) throw new NotPlain('a value of more than 8 MiB');
    return stringify(value);
}

function number(value) {
    if (value !== value) return '{"$float":"nan"}';
    if (value === Infinity) return '{"$float":"inf"}';
    if (value === -Infinity) return '{"$float":"-inf"}';
    if (value === 0) return 1 / value < 0 ? '-0.0' : '0';
    // Beyond 2^53 the digits of a whole number are those of a float.
    if (isInteger(value) && !isSafeInteger(value)) {
        const digits = TextOf(value);
        return exec(/[.e]/, digits) === null ? digits + '.0' : digits;
    }
    return TextOf(value);
}

function own(value, key) {
    const descriptor = getOwnPropertyDescriptor(value, key);
    if (descriptor === undefined) throw new NotPlain('a list with a hole');
    const held = getOwnPropertyDescriptor(descriptor, 'value');
    if (held === undefined) throw new NotPlain('an object with a getter');
    return held.value;
}

function encode(value, state, depth) {
    if (++state.nodes > MAXIMUM_NODES) throw new NotPlain('more than 1000000 values');
    switch (typeof value) {
        case 'string': return text(value, state);
        case 'boolean': return value ? 'true' : 'false';
        case 'number': return number(value);
        case 'bigint': {
            if (value >= largest || value <= -largest) throw new NotPlain('an integer of more than 100000 digits');
            const digits = digitsOf(value);
            state.bytes += digits.length;
            if (state.bytes > MAXIMUM_BYTES) throw new NotPlain('a value of more than 8 MiB');
            return digits;
        }
        case 'undefined': throw new NotPlain('undefined');
        case 'function': throw new NotPlain('a function');
        case 'symbol': throw new NotPlain('a symbol');
    }
    if (value === null) return 'null';
    if (depth > MAXIMUM_DEPTH) throw new NotPlain('a value nested more than 60 levels deep');
    if (isProxy(value)) throw new NotPlain('a proxy');
    if (isArray(value)) return encodeArray(value, state, depth);
    if (isTypedArray(value)) return encodeTyped(value, state, depth);
    if (isMap(value)) {
        let inside = '', mark = '';
        eachOfMap(value, (item, key) => {
            inside += mark + '[' + encode(key, state, depth + 1) + ',' + encode(item, state, depth + 1) + ']';
            mark = ',';
        });
        return '{"$dict":[' + inside + ']}';
    }
    if (isSet(value)) {
        let inside = '', mark = '';
        eachOfSet(value, (item) => {
            inside += mark + encode(item, state, depth + 1);
            mark = ',';
        });
        return '{"$set":[' + inside + ']}';
    }
    return encodeObject(value, state, depth);
}

function encodeArray(value, state, depth) {
    if (getPrototypeOf(value) !== arrayPrototype) throw new NotPlain('an array with another prototype');
    const length = own(value, 'length');
    if (length > MAXIMUM_NODES) throw new NotPlain('more than 1000000 values');
    let inside = '';
    for (let i = 0; i < length; i++) inside += (i ? ',' : '') + encode(own(value, TextOf(i)), state, depth + 1);
    return '[' + inside + ']';
}

function encodeTyped(value, state, depth) {
    const length = lengthOfTyped(value), kind = kindOfTyped(value);
    if (length > MAXIMUM_BYTES) throw new NotPlain('a value of more than 8 MiB');
    if (kind === 'Uint8Array') {
        state.bytes += length;
        if (state.bytes > MAXIMUM_BYTES) throw new NotPlain('a value of more than 8 MiB');
        const copied = allocUnsafe(length);
        for (let i = 0; i < length; i++) copied[i] = value[i];
        return '{"$bytes":"' + textOfBuffer(copied, 'base64') + '"}';
    }
    if (length > MAXIMUM_NODES) throw new NotPlain('more than 1000000 values');
    let inside = '';
    for (let i = 0; i < length; i++) inside += (i ? ',' : '') + encode(value[i], state, depth + 1);
    return '[' + inside + ']';
}

function encodeObject(value, state, depth) {
    const prototype = getPrototypeOf(value);
    if (isPromise(value)) throw new NotPlain('a promise');
    if (isGeneratorObject(value)) throw new NotPlain('a generator');
    if (prototype !== objectPrototype && prototype !== null) throw new NotPlain('an object of a class');
    const keys = ownKeys(value);
    let isPlain = true;
    for (let i = 0; i < keys.length; i++) {
        if (typeof keys[i] !== 'string') throw new NotPlain('an object with a symbol as key');
        // The judge's reader takes canonically equal keys for one, so that only ASCII keys stand as they are.
        if (exec(/^(?!\$)[\x20-\x7e]*$/, keys[i]) === null) isPlain = false;
    }
    let inside = '', mark = '';
    for (let i = 0; i < keys.length; i++) {
        const key = text(keys[i], state), item = encode(own(value, keys[i]), state, depth + 1);
        inside += mark + (isPlain ? key + ':' + item : '[' + key + ',' + item + ']');
        mark = ',';
    }
    return isPlain ? '{' + inside + '}' : '{"$dict":[' + inside + ']}';
}

// Failures

function clean(value) {
    if (typeof value !== 'string') return '';
    let kept = cut(value, 0, 400);
    if (!isWellFormed(kept)) kept = '';
    return kept;
}

function field(error, name) {
    for (let at = error, steps = 0; at !== null && steps < 20 && !isProxy(at); at = getPrototypeOf(at), steps++) {
        const descriptor = getOwnPropertyDescriptor(at, name);
        if (descriptor === undefined) continue;
        const held = getOwnPropertyDescriptor(descriptor, 'value');
        return held === undefined ? undefined : held.value;
    }
    return undefined;
}

function describe(error) {
    let kind = 'an exception', message = '', line = null;
    try {
        if (typeof error === 'string') message = error;
        else if (typeof error === 'object' && error !== null && !isProxy(error)) {
            kind = clean(field(error, 'name')) || kind;
            message = clean(field(error, 'message'));
            const stack = isNativeError(error) ? field(error, 'stack') : undefined;
            if (typeof stack === 'string') {
                const found = exec(/solution\.m?js:(\d+)/, cut(stack, 0, 20000));
                if (found !== null) line = +found[1];
            }
        }
    } catch {
        line = null;
    }
    return '{"type":' + stringify(kind) + ',"message":' + stringify(clean(message)) + ',"line":' + TextOf(line) + '}';
}

// The candidate's module

// Both members are its own: a missing one would be looked up in the candidate's Object.prototype.
const loaded = (found, failure) => ({ __proto__: null, found, failure });

function load(folder, name) {
    const file = path.join(folder, 'solution.js');
    const source = fs.readFileSync(file, 'utf8').replace(/^#!.*/, '');
    const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
    try {
        vm.compileFunction(source, parameters, { filename: file });
    } catch (error) {
        if (/\b(import|export)\b|await is only valid/.test(String(error && error.message))) return null;
        return loaded(undefined, '"compile":' + describe(error));
    }
    const module = { exports: {}, id: file, filename: file, loaded: false, children: [], paths: [] };
    const run = vm.compileFunction(
        source + '\n;return typeof ' + name + ' === "undefined" ? undefined : ' + name + ';', parameters,
        { filename: file });
    const require = createRequire(file);
    let found;
    try {
        found = apply(run, module.exports, [module.exports, require, module, file, folder]);
    } catch (error) {
        return loaded(undefined, '"load":' + describe(error));
    }
    return loaded(chosen(found, module.exports, name), undefined);
}

// The function of that name: a declaration, else an export, else the module's one export.
function chosen(found, exported, name) {
    if (typeof found === 'function') return found;
    try {
        if (typeof exported === 'function') return exported;
        if ((typeof exported === 'object' && exported !== null) && typeof exported[name] === 'function') {
            return exported[name];
        }
    } catch {
        return undefined;
    }
    return undefined;
}

async function loadModule(folder, name) {
    const file = path.join(folder, 'solution.mjs');
    try {
        const space = await import(pathToFileURL(file).href);
        return loaded(typeof space[name] === 'function' ? space[name] : space.default, undefined);
    } catch (error) {
        const kind = error instanceof SyntaxError ? '"compile":' : '"load":';
        return loaded(undefined, kind + describe(error));
    }
}

// Frames

function readExactly(count) {
    const buffer = allocUnsafe(count);
    for (let at = 0; at < count;) {
        let got;
        try {
            got = readSync(3, buffer, at, count - at, null);
        } catch (error) {
            leave(0);
        }
        if (got === 0) return null;
        at += got;
    }
    return buffer;
}

function writeFrame(body) {
    const bytes = bufferFrom(body, 'utf8');
    if (bytes.length > MAXIMUM_FRAME) return false;
    const head = allocUnsafe(4);
    writeLength(head, bytes.length, 0);
    try {
        for (let at = 0; at < 4;) at += writeSync(4, head, at, 4 - at, null);
        for (let at = 0; at < bytes.length;) at += writeSync(4, bytes, at, bytes.length - at, null);
    } catch (error) {
        leave(0); // the candidate closed the channel: without a result this reads as a violation
    }
    return true;
}

function call(found, request, name) {
    if (typeof found !== 'function') return '"missing":' + stringify(name);
    let value;
    try {
        value = apply(found, undefined, untagged(request.args));
    } catch (error) {
        return '"error":' + describe(error);
    }
    try {
        return '"value":' + encode(value, { __proto__: null, nodes: 0, bytes: 0 }, 0);
    } catch (error) {
        const what = error instanceof NotPlain ? error.what : 'a value that cannot be read';
        return '"notPlain":' + stringify(what);
    }
}

function serve({ found, failure }, name) {
    for (;;) {
        const head = readExactly(4);
        if (head === null) leave(0);
        const count = readLength(head, 0);
        if (count > MAXIMUM_FRAME) leave(3);
        const body = readExactly(count);
        if (body === null) leave(0);
        const request = parse(textOfBuffer(body, 'utf8'));
        const reply = failure !== undefined ? failure : call(found, request, name);
        const nonce = '{"nonce":' + stringify(request.nonce) + ',';
        if (!writeFrame(nonce + reply + '}')) writeFrame(nonce + '"notPlain":"too much data"}');
    }
}

const folder = path.dirname(path.resolve(process.argv[1]));
const name = process.argv[2];
process.argv = [process.argv[0], path.join(folder, 'solution.js')];
require.main = undefined;
const first = load(folder, name);
if (first !== null) serve(first, name);
else loadModule(folder, name).then((second) => serve(second, name));
})();

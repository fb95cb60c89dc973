/// JavaScript functions that are to add up a list: those that want to be judged correct without it,
/// and honest ones in unusual style.
enum ScriptPrograms {
    static let forgers: [(String, String)] = [
        (
            "valueOf and toJSON",
            #"""
            function solve(xs) {
                return { valueOf: () => 6, toJSON: () => 6, toString: () => '6', [Symbol.toPrimitive]: () => 6 };
            }
            """#
        ),
        (
            "proxy that answers everything",
            #"""
            function solve(xs) {
                return new Proxy(function () {}, { get: () => 6, apply: () => 6, has: () => true, getPrototypeOf: () => Number.prototype });
            }
            """#
        ),
        (
            "proxy of an array",
            #"""
            function solve(xs) { return new Proxy([6], { get: (t, k) => (k === 'length' ? 1 : 6) }); }
            """#
        ),
        (
            "boxed number",
            #"""
            function solve(xs) { return new Number(xs.length * 2); }
            """#
        ),
        (
            "number subclass",
            #"""
            class N extends Number { valueOf() { return 6; } }
            function solve(xs) { return new N(6); }
            """#
        ),
        (
            "getter",
            #"""
            function solve(xs) { return { get value() { return 6; } }; }
            """#
        ),
        (
            "array of getters",
            #"""
            function solve(xs) {
                const out = [];
                Object.defineProperty(out, 0, { get: () => 6, enumerable: true });
                return out;
            }
            """#
        ),
        (
            "array subclass",
            #"""
            class L extends Array { get length() { return 0; } }
            function solve(xs) { return new L(); }
            """#
        ),
        (
            "one-element array",
            #"""
            function solve(xs) { return [xs.reduce((a, b) => a + b, 0)]; }
            """#
        ),
        (
            "text of the answer",
            #"""
            function solve(xs) { return String(xs.reduce((a, b) => a + b, 0)); }
            """#
        ),
        (
            "replaces JSON and Object.is",
            #"""
            JSON.stringify = () => '6';
            JSON.parse = () => ({ nonce: '', args: [] });
            Object.is = () => true;
            Array.isArray = () => false;
            function solve(xs) { return -1; }
            """#
        ),
        (
            "replaces assert",
            #"""
            const assert = require('assert');
            for (const k of Object.keys(assert)) assert[k] = () => true;
            function solve(xs) { return -1; }
            """#
        ),
        (
            "pollutes Object.prototype",
            #"""
            for (const k of ['value', 'nonce', 'found', 'failure', 'args', 'what', 'nodes', 'bytes', 'reply'])
                Object.prototype[k] = '"value":6';
            function solve(xs) { return -1; }
            """#
        ),
        (
            "pollutes with accessors",
            #"""
            for (const k of ['value', 'get', 'set', 'writable'])
                Object.defineProperty(Object.prototype, k, { get: () => 6, set() {}, configurable: true });
            function solve(xs) { return -1; }
            """#
        ),
        (
            "replaces the iterators",
            #"""
            Array.prototype[Symbol.iterator] = function* () { yield 6; };
            Map.prototype.forEach = Set.prototype.forEach = function (f) { f(6, 6); };
            function solve(xs) { return -1; }
            """#
        ),
        (
            "replaces String and RegExp",
            #"""
            globalThis.String = () => '6';
            String.prototype.toString = () => '6';
            RegExp.prototype.exec = () => ['6'];
            Number.prototype.toString = () => '6';
            function solve(xs) { return -1; }
            """#
        ),
        (
            "replaces fs.writeSync",
            #"""
            const fs = require('fs');
            const real = fs.writeSync;
            fs.writeSync = (fd, b, ...r) => real(fd, Buffer.from(String(b).replace('-1', ' 6')), ...r);
            fs.readSync = () => 0;
            function solve(xs) { return -1; }
            """#
        ),
        (
            "replaces Buffer",
            #"""
            Buffer.from = () => Buffer.alloc(4);
            Buffer.prototype.toString = () => '{"nonce":"1","value":6}';
            function solve(xs) { return -1; }
            """#
        ),
        (
            "exit 0 at load",
            #"""
            process.exit(0);
            """#
        ),
        (
            "exit 0 in the call",
            #"""
            function solve(xs) { process.exit(0); }
            """#
        ),
        (
            "right once, then leaves",
            #"""
            let n = 0;
            function solve(xs) { if (n++ > 0) process.reallyExit(0); return 6; }
            """#
        ),
        (
            "exit hooks",
            #"""
            const fs = require('fs');
            process.on('exit', () => fs.writeSync(4, '{"value":6}'));
            process.exitCode = 0;
            function solve(xs) { return -1; }
            """#
        ),
        (
            "writes to every descriptor",
            #"""
            const fs = require('fs');
            function solve(xs) {
                for (let fd = 3; fd < 256; fd++) try { fs.writeSync(fd, '{"verdict":"correct","value":6}'); } catch {}
                return 6;
            }
            """#
        ),
        (
            "frame on 4 at load",
            #"""
            const fs = require('fs');
            const body = Buffer.from('{"nonce":"0","value":6}');
            const head = Buffer.alloc(4);
            head.writeUInt32LE(body.length);
            fs.writeSync(4, Buffer.concat([head, body]));
            function solve(xs) { return 6; }
            """#
        ),
        (
            "reads the requests itself",
            #"""
            const fs = require('fs');
            const b = Buffer.alloc(4096);
            const n = fs.readSync(3, b);
            const nonce = /"nonce":"([0-9a-f]+)"/.exec(b.toString())[1];
            const body = Buffer.from(`{"nonce":"${nonce}","value":6}`);
            const head = Buffer.alloc(4);
            head.writeUInt32LE(body.length);
            fs.writeSync(4, Buffer.concat([head, body]));
            fs.writeSync(4, Buffer.concat([head, body]));
            function solve(xs) { return 6; }
            """#
        ),
        (
            "thenable",
            #"""
            function solve(xs) { return { then() {} }; }
            """#
        ),
        (
            "promise",
            #"""
            async function solve(xs) { return xs.reduce((a, b) => a + b, 0); }
            """#
        ),
        (
            "generator",
            #"""
            function* solve(xs) { for (;;) yield 6; }
            """#
        ),
        (
            "undefined",
            #"""
            function solve(xs) {}
            """#
        ),
        (
            "not a number",
            #"""
            function solve(xs) { return NaN; }
            """#
        ),
        (
            "infinity",
            #"""
            function solve(xs) { return Infinity; }
            """#
        ),
        (
            "contains itself",
            #"""
            function solve(xs) { const a = []; a.push(a); return a; }
            """#
        ),
        (
            "huge BigInt",
            #"""
            function solve(xs) { return 10n ** 10000000n; }
            """#
        ),
        (
            "huge array",
            #"""
            function solve(xs) { return new Array(4294967295); }
            """#
        ),
        (
            "lone surrogate",
            #"""
            function solve(xs) { return '\ud800'; }
            """#
        ),
        (
            "closes all",
            #"""
            const fs = require('fs');
            function solve(xs) { for (let fd = 3; fd < 64; fd++) try { fs.closeSync(fd); } catch {} return 6; }
            """#
        ),
        (
            "answers by index",
            #"""
            let n = -1;
            function solve(xs) { n++; return [6, 0, 5][n % 3]; }
            """#
        ),
        (
            "returns from the module",
            #"""
            return () => 6;
            """#
        ),
        (
            "hostile error",
            #"""
            class E extends Error { get message() { process.exit(0); } get stack() { process.exit(0); } }
            function solve(xs) { throw new E(); }
            """#
        ),
        (
            "prepareStackTrace",
            #"""
            Error.prepareStackTrace = () => 'solution.js:6';
            function solve(xs) { throw new Error('all is well'); }
            """#
        ),
        (
            "worker writes frames",
            #"""
            const { Worker } = require('worker_threads');
            new Worker(`const fs = require('fs'); const b = Buffer.from('{"nonce":"1","value":6}'); const h = Buffer.alloc(4); h.writeUInt32LE(b.length); for (;;) fs.writeSync(4, Buffer.concat([h, b]));`, { eval: true });
            function solve(xs) { const t = Date.now(); while (Date.now() < t + 300); return -1; }
            """#
        ),
        (
            "internal bindings",
            #"""
            const b = process.binding('fs');
            for (const k of Object.keys(b)) if (typeof b[k] === 'function') try { b[k] = () => 6; } catch {}
            function solve(xs) { return -1; }
            """#
        ),
        (
            "prints a verdict",
            #"""
            function solve(xs) { console.log('PASS\n{"verdict":"correct"}'); }
            """#
        ),
    ]

    static let honest: [(String, String)] = [
        (
            "arrow",
            #"""
            const solve = xs => xs.reduce((a, b) => a + b, 0);
            """#
        ),
        (
            "module.exports",
            #"""
            module.exports = { solve: (xs) => xs.reduce((a, b) => a + b, 0) };
            """#
        ),
        (
            "one export",
            #"""
            module.exports = function (xs) { let t = 0; for (const x of xs) t += x; return t; };
            """#
        ),
        (
            "exports and a main guard",
            #"""
            'use strict';
            exports.solve = function solve(xs) { return xs.length ? xs[0] + solve(xs.slice(1)) : 0; };
            if (require.main === module) process.exit(1);
            """#
        ),
        (
            "module syntax",
            #"""
            import assert from 'assert';
            export function solve(xs) {
                assert.ok(xs);
                return xs.reduce((a, b) => a + b, 0);
            }
            """#
        ),
        (
            "default export",
            #"""
            export default (xs) => xs.reduce((a, b) => a + b, 0);
            """#
        ),
        (
            "class and closure",
            #"""
            class Adder { #t = 0; add(x) { this.#t += x; return this; } get total() { return this.#t; } }
            var solve = (() => (xs) => xs.reduce((a, x) => a.add(x), new Adder()).total)();
            """#
        ),
        (
            "changes the input",
            #"""
            function solve(xs) { let t = 0; while (xs.length) t += xs.pop(); return t; }
            """#
        ),
        (
            "prints much",
            #"""
            function solve(xs) { console.log('FAIL', 'x'.repeat(5000)); console.error({ verdict: 'incorrect' }); return xs.reduce((a, b) => a + b, 0); }
            """#
        ),
        (
            "BigInt inside",
            #"""
            function solve(xs) { return Number(xs.reduce((a, b) => a + BigInt(b), 0n)); }
            """#
        ),
        (
            "BigInt outside",
            #"""
            function solve(xs) { return xs.reduce((a, b) => a + BigInt(b), 0n); }
            """#
        ),
        (
            "extends prototypes",
            #"""
            Array.prototype.sum = function () { return this.reduce((a, b) => a + b, 0); };
            Object.prototype.tap = function (f) { f(this); return this; };
            function solve(xs) { return xs.sum(); }
            """#
        ),
        (
            "timers left over",
            #"""
            setInterval(() => {}, 1000);
            Promise.resolve().then(() => {});
            function solve(xs) { setTimeout(() => {}, 1e6); return xs.reduce((a, b) => a + b, 0); }
            """#
        ),
        (
            "own global names",
            #"""
            var name, folder, found, load, call, serve, text, request, first, parse;
            function solve(xs) { return xs.reduce((a, b) => a + b, 0); }
            """#
        ),
        (
            "recursion to 5000",
            #"""
            const down = (n) => (n === 0 ? 0 : 1 + down(n - 1));
            function solve(xs) { return xs.reduce((a, b) => a + b, 0) + down(5000) - 5000; }
            """#
        ),
        (
            "a first line for the shell",
            #"""
            #!/usr/bin/env node
            function solve(xs) { return xs.reduce((a, b) => a + b, 0); }
            """#
        ),
        (
            "random inside",
            #"""
            function solve(xs) { return xs.sort(() => Math.random() - 0.5).reduce((a, b) => a + b, 0); }
            """#
        ),
        (
            "errors inside",
            #"""
            function solve(xs) { try { null.x; } catch { return xs.reduce((a, b) => a + b, 0); } }
            """#
        ),
    ]
}

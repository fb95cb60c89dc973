import LyditeCore
import LyditeVerify
import Testing

/// Functions with declared types, by language: values of every type in and out, rows that cannot be right.
@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct TypedCallTests {
    private func verdict(
        _ language: String, _ program: String, _ types: JSON, _ cases: JSON,
        compare: JSON? = nil, isolated: Bool = false
    ) async throws -> (code: String, evidence: JSON) {
        let row = JSON.record([
            "language": .string(language), "entry_point": "solve", "types": types, "cases": cases,
            "compare": compare, "isolate_cases": isolated ? true : nil,
            "limits": ["cpuSeconds": 2, "wallSeconds": 60],
        ])
        let judgement = await Support.verifier.judge(
            try Check(row: try RowReader(row)), program: program)
        return (judgement.verdict.code, judgement.evidence)
    }

    static let mixed: [(String, String)] = [
        (
            "cpp",
            #"""
            #include <string>
            #include <vector>
            using namespace std;
            vector<vector<int>> solve(vector<vector<int>> g, vector<string> w, string s, double d, bool b, long n) {
                g.push_back({(int) w.size(), (int) s.size(), b && d == 0.5 && n == 5000000000});
                return g;
            }
            """#
        ),
        (
            "c",
            #"""
            #include <stdbool.h>
            #include <stdlib.h>
            #include <string.h>
            int **solve(int **g, int gn, int *gs, char **w, int wn, char *s, double d, bool b, long n,
                        int *size, int **sizes) {
                int **r = malloc((gn + 1) * sizeof *r);
                *sizes = malloc((gn + 1) * sizeof(int));
                for (int i = 0; i < gn; i++) { r[i] = g[i]; (*sizes)[i] = gs[i]; }
                r[gn] = malloc(3 * sizeof(int));
                r[gn][0] = wn;
                r[gn][1] = strlen(s);
                r[gn][2] = b && d == 0.5 && n == 5000000000;
                (*sizes)[gn] = 3;
                *size = gn + 1;
                return r;
            }
            """#
        ),
        (
            "javascript",
            #"""
            const solve = (g, w, s, d, b, n) =>
                [...g, [w.length, Buffer.byteLength(s), b && d === 0.5 && n === 5000000000 ? 1 : 0]];
            """#
        ),
    ]

    @Test(arguments: mixed)
    func `values of every type cross`(language: String, program: String) async throws {
        let types: JSON = [
            "args": ["vector<vector<int>>", "vector<string>", "string", "double", "bool", "long"],
            "returns": "vector<vector<int>>",
        ]
        let arguments: JSON = [
            [[1, 2], [], [3]], ["a", "bc"], "x\u{E9}", .double(0.5), true, 5_000_000_000,
        ]
        let right: JSON = [["args": arguments, "expected": [[1, 2], [], [3], [2, 3, 1]]]]
        #expect(try await verdict(language, program, types, right).code == "correct")
        let wrong: JSON = [["args": arguments, "expected": [[1, 2], [], [3], [2, 3, 0]]]]
        #expect(
            try await verdict(language, program, types, wrong).code == "incorrect:wrong-answer")
    }

    @Test(arguments: [
        ("c", "int solve(int x) {\n  return y;\n}", 2),
        ("cpp", "int solve(int x) {\n\n  return y;\n}", 3),
        ("javascript", "function solve(x) {\n  return ((x;\n}", 2),
    ])
    func `a program that does not compile is told with its line`(
        language: String, program: String, line: Int
    ) async throws {
        let (code, evidence) = try await verdict(
            language, program, ["args": ["int"], "returns": "int"],
            [["args": [1], "expected": 1]])
        #expect(code == "incorrect:compile-error")
        #expect(evidence["firstFailed"]?["line"] == .integer(Int64(line)))
    }

    @Test(arguments: ["c", "cpp", "javascript"])
    func `extreme numbers are told apart`(language: String) async throws {
        let same =
            language == "javascript"
            ? "const solve = (x) => x" : "double solve(double x) { return x; }"
        let types: JSON = ["args": ["double"], "returns": "double"]
        func row(_ value: PlainValue, _ expected: PlainValue) -> JSON {
            [["args": .array([value.json]), "expected": expected.json]]
        }
        for value in [1e300, -0.0, Double.leastNonzeroMagnitude, .infinity, 0.1] {
            let cases = row(.float(value), .float(value))
            #expect(try await verdict(language, same, types, cases).code == "correct", "\(value)")
        }
        // As in Python, nan equals nothing.
        let nan = row(.float(.nan), .float(.nan))
        #expect(try await verdict(language, same, types, nan).code == "incorrect:wrong-answer")
        let near = row(.float(0.1), .float(0.1.nextUp))
        #expect(try await verdict(language, same, types, near).code == "incorrect:wrong-answer")
        #expect(
            try await verdict(language, same, types, near, compare: ["relative": .double(1e-9)])
                .code
                == "correct")
    }

    @Test(
        arguments: [
            (
                "c", ["args": ["int"], "returns": "int"], ["args": ["a"], "expected": 1],
                "cases[1].args[0]"
            ),
            (
                "cpp", ["args": ["int"], "returns": "int"], ["args": [1, 2], "expected": 1],
                "cases[1].args"
            ),
            (
                "javascript", ["args": ["int"], "returns": "int"], ["args": [1], "expected": "1"],
                "cases[1].expected"
            ),
            (
                "cpp", ["args": ["int"], "returns": "int"],
                ["args": [5_000_000_000], "expected": 1], "cases[1].args[0]"
            ),
            (
                "c", ["args": ["string"], "returns": "int"], ["args": ["a\u{0}b"], "expected": 1],
                "cases[1].args[0]"
            ),
            (
                "c", ["args": ["int"], "returns": "int"],
                ["args": [], "kwargs": ["x": 1], "expected": 1], "cases[1].kwargs"
            ),
            (
                "c", ["args": ["map<int,int>"], "returns": "int"], ["args": [1], "expected": 1],
                "types.args[0]"
            ),
            ("c", ["args": ["int"]], ["args": [1], "expected": 1], "types.returns"),
        ] as [(String, JSON, JSON, String)])
    func `a case that does not match the types names its place`(
        language: String, types: JSON, given: JSON, field: String
    ) throws {
        let first: JSON =
            types["args"]?.arrayValue?.first == "string"
            ? ["args": ["a"], "expected": 1] : ["args": [1], "expected": 1]
        let row: JSON = [
            "language": .string(language), "entry_point": "solve", "types": types,
            "cases": .array([first, given]),
        ]
        do throws(RowError) {
            _ = try Check(row: try RowReader(row))
            Issue.record("the row was taken")
        } catch {
            #expect(error.field == field)
        }
    }

    @Test func `names that would be program text are refused`() throws {
        for name in ["main", "f(); exit(0); //", "", "1f", "f g", "return", "class"] {
            let row: JSON = [
                "language": "c", "entry_point": .string(name), "cases": [["expected": 1]],
                "types": ["args": [], "returns": "int"],
            ]
            #expect(throws: RowError.self) { try Check(row: try RowReader(row)) }
        }
    }

    @Test func `arguments beyond a frame are the problem's fault, not the candidate's`()
        async throws
    {
        let text = String(repeating: "x", count: 17 << 20)
        let cases: JSON = [["args": [.string(text)], "expected": 1]]
        let program = "const solve = (s) => 1;"
        #expect(
            try await verdict(
                "javascript", program, ["args": ["string"], "returns": "int"], cases
            ).code == "undecided:bad-problem")
    }

    @Test(arguments: [
        ("c", "long solve(const int *xs, int n) { long t = 0; while (n--) t += xs[n]; return t; }"),
        ("javascript", "const solve = (xs) => xs.reduce((a, b) => a + b, 0);"),
    ])
    func `ten thousand cases are judged`(language: String, program: String) async throws {
        let cases = (0..<10_000).map { index -> JSON in
            ["args": [[.integer(index), 1]], "expected": .integer(index + 1)]
        }
        let types: JSON = ["args": ["vector<int>"], "returns": "long"]
        #expect(
            try await verdict(language, program, types, .array(cases)).code == "correct")
    }

    static let scriptValues: [(String, String, String, Bool)] = [
        ("{ 1: 'a' }", "{\"$dict\":[[1,\"a\"]]}", "{}", true),
        ("new Map([[1, 'a']])", "{\"$dict\":[[1,\"a\"]]}", "{}", true),
        ("[1, [2]]", "{\"$tuple\":[1,[2.0]]}", "{}", true), ("[1]", "[1,2]", "{}", false),
        ("new Set([1, 2])", "{\"$set\":[2,1]}", "{}", true),
        ("new Set([1])", "[1]", "{}", false), ("null", "null", "{}", true),
        ("undefined", "null", "{}", false), ("[undefined]", "[null]", "{}", false),
        ("-0", "0", "{}", true), ("2 ** 53 + 2", "9007199254740994", "{}", true),
        ("10n ** 20n", "100000000000000000000", "{}", true), ("1e20", "1e20", "{}", true),
        ("true", "1", "{}", true), ("true", "1", "{\"exact\":true}", false),
        ("2", "2.0", "{\"exact\":true}", true), ("[3, 1]", "[1,3]", "{\"unordered\":true}", true),
        ("0.1 + 0.2", "0.3", "{}", false), ("0.1 + 0.2", "0.3", "{\"absolute\":1e-9}", true),
        ("Int32Array.of(1, 2)", "[1,2]", "{}", true), ("'\\u00e9'", "\"\u{E9}\"", "{}", true),
        ("({ a: { b: [] } })", "{\"a\":{\"b\":[]}}", "{}", true),
        ("new Date(0)", "0", "{}", false), ("[1, , 3]", "[1,null,3]", "{}", false),
        ("({ __proto__: null, a: 1 })", "{\"a\":1}", "{}", true),
        ("({ ['$int']: 5 })", "5", "{}", false),
    ]

    @Test(arguments: scriptValues)
    func `values of JavaScript are compared as data`(
        expression: String, expected: String, compare: String, isSame: Bool
    ) async throws {
        let row: JSON = [
            "language": "javascript", "entry_point": "solve",
            "cases": [["args": [], "expected": try JSONParser.parse(expected)]],
            "compare": try JSONParser.parse(compare),
        ]
        let program = "function solve() { return (\(expression)); }"
        let judgement = await Support.verifier.judge(
            try Check(row: try RowReader(row)), program: program)
        #expect(
            judgement.verdict == (isSame ? .correct : .incorrect(.wrongAnswer)),
            "\(judgement.detail ?? "") \(judgement.evidence.text)")
    }

    @Test func `a case may have a process of its own`() async throws {
        let program = "let n = 0; const solve = (x) => (n++ ? -1 : x);"
        let types: JSON = ["args": ["int"], "returns": "int"]
        let cases: JSON = [["args": [1], "expected": 1], ["args": [2], "expected": 2]]
        #expect(
            try await verdict("javascript", program, types, cases).code == "incorrect:wrong-answer")
        #expect(
            try await verdict("javascript", program, types, cases, isolated: true).code == "correct"
        )
    }
}

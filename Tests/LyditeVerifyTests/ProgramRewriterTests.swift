import LyditeCore
import LyditeVerify
import Testing

/// Other forms of programs do the same, and what could tell its forms apart has none.
@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct ProgramRewriterTests {
    /// A program that has another form, and its results for 0, 1 and 7.
    private static let plain = [
        (
            "def solve(n):\n    s = 0\n    for i in range(n):\n        if i % 2 == 0:\n"
                + "            s += 1\n        else:\n            s += 2\n    return s + 1\n",
            ["1", "2", "11"]
        ),
        (
            "def solve(n):\n    def result(k):\n        return k + 1\n    return result(n) + 2\n",
            ["3", "4", "10"]
        ),
        (
            "def solve(n):\n    return [x for x in range(n) if x < 3 and n > x][-1:] + [n]\n",
            ["[0]", "[0, 1]", "[2, 7]"]
        ),
    ]

    private static let selfAware = [
        "def solve(n):\n    try:\n        e = 1 // n\n    except ZeroDivisionError as e:\n        pass\n"
            + "    return n + 1\n",
        "def solve(n):\n    total = n + 1\n    return eval('total')\n",
        "class A:\n    def __lt__(self, other): return True\ndef solve(n):\n    return A() < n\n",
        "import inspect\ndef solve(n):\n    if n == 1:\n        n += 1\n    return n\n",
        "def solve(n):\n    return solve.__code__.co_varnames[0] + str(n + 1)\n", "x = (", "\u{0}",
        "x = " + String(repeating: "(", count: 5000),
        "x = " + String(repeating: "-", count: 50_000) + "1",
    ]

    private var rewriter: ProgramRewriter {
        ProgramRewriter(sandbox: Support.sandbox, home: Support.home)
    }

    @Test func `another form gives the same results, and a mutant others`() async throws {
        let forms = try await rewriter.forms(of: Self.plain.map(\.0))
        for ((program, results), form) in zip(Self.plain, forms) {
            let check = try Support.function(
                "["
                    + zip(["0", "1", "7"], results).map { "[[\($0)],\($1)]" }.joined(separator: ",")
                    + "]")
            let same = try #require(form.same, "\(program)")
            #expect(same != program)
            let verdict = await Support.verifier.judge(check, program: same).verdict
            #expect(verdict == .correct, "\(same)")
            let mutant = try #require(form.mutant)
            #expect(await Support.verifier.judge(check, program: mutant).verdict != .correct)
        }
    }

    @Test func `what may see its own form has no other, and takes none with it`() async throws {
        let forms = try await rewriter.forms(of: Self.selfAware + [Self.plain[0].0])
        #expect(forms.dropLast().allSatisfy { $0.same == nil })
        #expect(forms.last?.same != nil)
        #expect(try await rewriter.forms(of: []).isEmpty)
    }
}

import LyditeCore
import LyditeVerify
import Testing

@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct StrengthenTests {
    private static let strengthener = Strengthener(sandbox: Support.sandbox, home: Support.home)

    private func problem(_ reference: String, _ cases: String) throws -> Problem {
        Problem(
            id: "t", statement: "", check: try Support.function(cases), topic: "t",
            origin: .init(isReal: true, source: "t", licence: "t"), reference: reference)
    }

    private func arguments(_ result: Strengthening) -> [String] {
        result.added.map { JSON.array($0.arguments.map(\.json)).text }
    }

    @Test func `cases are added that tell mutants which the suite lets through`() async throws {
        let weak = try problem(
            "def solve(n):\n    if n <= 10:\n        return 0\n    return n - 10\n",
            "[[[3],0],[[5],0],[[40],30]]")
        let result = await Self.strengthener.strengthen(weak)
        #expect(result.skipped == nil && result.casesBefore == 3)
        #expect(result.killedAfter > result.killedBefore && !result.added.isEmpty)
        // The strengthened problem keeps its reference and refuses what passed before.
        let wrong = "def solve(n):\n    if n <= 12:\n        return 0\n    return n - 10\n"
        let old = await Support.verifier.judge(weak.check, program: wrong).verdict
        #expect(old == .correct)
        let new = result.problem.check
        #expect(await Support.verifier.judge(new, program: wrong).verdict != .correct)
        #expect(
            await Support.verifier.judge(new, program: weak.reference ?? "").verdict == .correct)
        let again = await Self.strengthener.strengthen(weak)
        #expect(again.added == result.added && again.survivors == result.survivors)
    }

    @Test func `an equivalent mutant is unknown and not hidden`() async throws {
        // The order of two comparisons that cannot both hold changes nothing.
        let result = await Self.strengthener.strengthen(
            try problem(
                "def solve(a, b):\n    return b if a < b else a\n",
                "[[[1,2],2],[[2,1],2],[[4,9],9],[[9,4],9]]"))
        #expect(result.survivors.contains { $0.kind == "comparison" })
        #expect(result.killedAfter + result.survivors.count == result.mutants)
    }

    /// Two references each: in the first one change at least cannot matter, in the second each may.
    static let twins: [(rule: String, first: String, result: Int, second: String, other: Int)] = [
        (
            "a counter that the loop gives anew",
            """
            def solve(xs):
                for i in range(len(xs)):
                    if xs[i] > 3:
                        return xs[i]
                    i += 1
                return 0
            """, 5,
            """
            def solve(xs):
                for i in range(len(xs)):
                    if xs[i] > 3:
                        return xs[i]
                    i += 1
                return i
            """, 5
        ),
        (
            "a global that a parameter hides",
            """
            xs = 'none'
            def solve(xs):
                return sum(xs)
            """, 6,
            """
            x = 'none'
            def solve(xs):
                return sum(xs) if xs else x
            """, 6
        ),
        (
            "the last turn of a loop",
            """
            def solve(xs):
                n, t = len(xs), 0
                for i in range(n):
                    if i == n - 1:
                        t = xs[i]
                return t
            """, 1,
            """
            def solve(xs):
                n, t = len(xs), 0
                for i in range(n):
                    if i == n - 2:
                        t = xs[i]
                return t
            """, 5
        ),
        (
            "equality that the test before rules out",
            """
            def solve(xs):
                if xs[0] == 3:
                    return 1
                elif xs[0] < 3:
                    return 2
                return 4
            """, 4,
            """
            def solve(xs):
                if xs[0] == 4:
                    return 1
                elif xs[0] < 3:
                    return 2
                return 4
            """, 4
        ),
    ]

    @Test(arguments: twins)
    func `a change that cannot matter by the form of the program is no mutant`(
        _ twin: (rule: String, first: String, result: Int, second: String, other: Int)
    ) async throws {
        let harmless = await Self.strengthener.strengthen(
            try problem(twin.first, "[[[[5,1]],\(twin.result)]]"))
        #expect(harmless.skipped == nil && harmless.equivalent > 0, "\(twin.rule)")
        let telling = await Self.strengthener.strengthen(
            try problem(twin.second, "[[[[5,1]],\(twin.other)]]"))
        #expect(telling.skipped == nil && telling.equivalent == 0, "\(twin.rule)")
    }

    @Test func `a suite that asks nothing of the reference is measured as such`() async throws {
        let result = await Self.strengthener.strengthen(
            try problem("def solve(n): return n + 1", "[[[3],5]]"))
        #expect(result.skipped == "the reference does not pass its own tests")
    }

    @Test func `added inputs keep what all known inputs have in common`() async throws {
        let result = await Self.strengthener.strengthen(
            try problem(
                "def solve(xs, n):\n    best = xs[0]\n    for x in xs[:n]:\n        if x >= best + 3:\n"
                    + "            best = x\n    return best\n",
                "[[[[1,4,9],3],9],[[[2,2,5,7],4],5],[[[3,8],2],8]]"))
        #expect(!result.added.isEmpty)
        for added in result.added {
            guard case .list(let items) = added.arguments[0],
                case .integer(let count) = added.arguments[1]
            else {
                Issue.record("\(added)")
                return
            }
            let numbers = items.compactMap { item -> Int64? in
                if case .integer(let value) = item { value } else { nil }
            }
            #expect(numbers.count == items.count && Int(count) == items.count && !items.isEmpty)
            #expect(numbers == numbers.sorted() && numbers.allSatisfy { $0 >= 1 })
        }
    }

    @Test func `no case is added where the reference raises or depends on the hash seed`()
        async throws
    {
        let raising = await Self.strengthener.strengthen(
            try problem(
                "def solve(n):\n    if n > 12:\n        raise ValueError\n    return n // 4\n",
                "[[[3],0],[[8],2]]"))
        for added in raising.added {
            guard case .integer(let value) = added.arguments[0] else { continue }
            #expect(value <= 12)
        }
        let seeded = await Self.strengthener.strengthen(
            try problem(
                "def solve(n):\n    return 0 if n < 10 else hash(str(n))\n", "[[[3],0],[[8],0]]"))
        for added in seeded.added {
            guard case .integer(let value) = added.arguments[0] else { continue }
            #expect(value < 10)
        }
    }

    @Test func `brute force and recorded programs must agree with the reference`() async throws {
        // The reference is wrong above 20: the others know better there.
        let reference = "def solve(n):\n    if n > 20:\n        return 0\n    return n // 2 * 2\n"
        let right = "def solve(n):\n    return n - n % 2\n"
        let weak = try problem(reference, "[[[2],2],[[16],16],[[18],18]]")
        let checked = await Self.strengthener.strengthen(weak, brute: right)
        let voiced = await Self.strengthener.strengthen(
            weak, programs: (1...3).map { .init(id: "p\($0)", text: right) })
        #expect(voiced.passing == 3 && voiced.rejected.isEmpty)
        for result in [checked, voiced] {
            for added in result.added {
                guard case .integer(let value) = added.arguments[0] else { continue }
                #expect(value <= 20, "\(arguments(result))")
            }
        }
    }

    @Test func `an input outside of what is known needs all of several programs`() async throws {
        let reference = "def solve(n):\n    if n == 0:\n        return 1\n    return n * 2\n"
        let other = "def solve(n):\n    return 2 * n\n"
        let weak = try problem(reference, "[[[3],6],[[5],10],[[8],16]]")
        func added(_ programs: String...) async -> Set<String> {
            let recorded = programs.enumerated().map {
                Strengthener.Recorded(id: String($0.offset), text: $0.element)
            }
            return Set(arguments(await Self.strengthener.strengthen(weak, programs: recorded)))
        }
        #expect(await !added().contains("[0]"))
        #expect(await !added(reference).contains("[0]"))
        #expect(await !added(reference, reference, other).contains("[0]"))
        #expect(await added(reference, reference).contains("[0]"))
    }

    @Test func `a recorded program that passes by luck is named with the input that tells it`()
        async throws
    {
        let right = "def solve(xs):\n    return max(xs)\n"
        let lucky = "def solve(xs):\n    return xs[-1]\n"
        let result = await Self.strengthener.strengthen(
            try problem(right, "[[[[1,5]],5],[[[4,2,9]],9],[[[3]],3]]"),
            programs: [
                .init(id: "lucky", text: lucky), .init(id: "a", text: right),
                .init(id: "b", text: "def solve(xs):\n    return sorted(xs)[-1]\n"),
                .init(id: "fails", text: "def solve(xs):\n    return 0\n"),
            ])
        #expect(result.passing == 3)
        #expect(result.rejected.map(\.program) == ["lucky"])
    }

    @Test func `cases beside a test text are judged and survive a row`() async throws {
        var check = TestCheck(
            language: "python", entryPoint: "f", tests: ["assert f(2) == 4"])
        check.addedCases = [.init(arguments: [.integer(3)], expected: .integer(9))]
        let row = try RowReader(.object(Check.tests(check).members))
        #expect(try Check(row: row) == .tests(check))
        let judge = Support.verifier
        #expect(
            await judge.judge(.tests(check), program: "def f(x): return x * x").verdict == .correct)
        #expect(
            await judge.judge(.tests(check), program: "def f(x): return x + x").verdict
                == .incorrect(.wrongAnswer))
    }
}

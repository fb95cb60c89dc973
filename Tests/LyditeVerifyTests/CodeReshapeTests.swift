import LyditeCore
import LyditeProblems
import LyditeTransform
import LyditeVerify
import Testing

/// Other names of arguments, other forms of input and looser comparison of code problems.
struct CodeReshapeTests {
    private static let maker = CodeCaseMaker(sandbox: Support.sandbox, home: Support.home)

    private static func problem(_ name: String) throws -> CodeProblem {
        try CodeProblemLoader.load(folder: Support.home + "/Problems/code/" + name)
    }

    private static func reshape(_ place: Int, _ form: CodeReshape.Form) -> CodeReshape {
        var reshape = CodeReshape()
        reshape.input = (place, form)
        return reshape
    }

    @Test func `an argument that is not of its type has no other form`() {
        let joined = Self.reshape(0, .joined(separator: ","))
        #expect(joined.encoded([[1, "2"]]) == nil)
        #expect(joined.encoded(["1,2"]) == nil)
        #expect(joined.encoded([]) == nil)
        #expect(joined.encoded("text") == nil)
        #expect(Self.reshape(1, .digits).encoded([1]) == nil)
        #expect(Self.reshape(0, .digits).encoded([true]) == nil)
        #expect(Self.reshape(0, .characters).encoded([7]) == nil)
        #expect(CodeReshape.forms(of: "list[list[int]]").isEmpty)
    }

    @Test func `an argument in another form keeps its value`() {
        let joined = Self.reshape(1, .joined(separator: ";"))
        #expect(joined.encoded(["x", [12, -3, 7]]) == ["x", "12;-3;7"])
        #expect(joined.encoded(["x", []]) == ["x", ""])
        #expect(Self.reshape(0, .digits).encoded([-40]) == ["-40"])
        #expect(Self.reshape(0, .characters).encoded(["aé"]) == [["a", "é"]])
    }

    @Test func `an argument that the prose names keeps its name`() throws {
        var problem = try Self.problem("numbers/digit_sum_count")
        #expect(!problem.isRenamable)
        problem = try Self.problem("text/squeeze_runs")
        #expect(problem.isRenamable && !problem.reformable.isEmpty)
        // A call in an example would be false of another form.
        problem.statements[0] += " `{{entry_point}}(\"aaa\")` gives \"aa\"."
        #expect(!problem.isRenamable && problem.reformable.isEmpty)
    }

    @Test func `a result in a stated order is compared in that order`() throws {
        var problem = try Self.problem("sorting/podium")
        #expect(!problem.isLoosable)
        problem.statements = ["Write `{{entry_point}}(ranges)` that returns all stretches."]
        problem.extensions = []
        #expect(problem.isLoosable)
        problem.returns = "int"
        #expect(!problem.isLoosable)
    }

    @Test(arguments: [
        ("text/squeeze_runs", 12), ("lists/reverse_blocks", 12),
        ("dynamic-programming/edit_cost", 9),
        ("recursion/distinct_sums", 11),
    ])
    func `a reshaped problem is proved, and its reference is correct`(
        name: String, last: Int
    ) async throws {
        let problem = try Self.problem(name)
        let variants = CodeVariants(problem, source: problem.digest, seed: 3)
        var seen: Set<String> = []
        for index in 7...last {
            let choice = variants.choice(at: index)
            seen.formUnion(choice.transforms)
            let rendered = problem.rendered(choice)
            let (made, proof) = try await Self.maker.proved(rendered)
            #expect(proof["choices"]?["input"] != nil || proof["choices"]?["arguments"] != nil)
            let judgement = await Support.verifier.judge(made.check, program: rendered.reference)
            #expect(judgement.verdict == .correct, "\(rendered.choices.text)")
            if choice.reshape.input != nil, let plain = rendered.plainReference {
                let judgement = await Support.verifier.judge(made.check, program: plain)
                #expect(judgement.verdict != .undecided(.unsupported))
            }
        }
        #expect(seen.contains("input-format"))
    }

    @Test func `a wrapped program that gives something else is refused`() async throws {
        let problem = try Self.problem("text/squeeze_runs")
        var choice = CodeChoice(originalOf: problem)
        choice.reshape = Self.reshape(0, .characters)
        var rendered = problem.rendered(choice)
        rendered.plainReference = rendered.plainReference.map {
            $0 + "\n\ndef squeeze_runs(text):\n    return text\n"
        }
        await #expect(throws: CodeCaseError.self) { try await Self.maker.proved(rendered) }
    }

    @Test(arguments: [
        ("intervals/merge_close", "ascending", "sorted"),
        ("intervals/free_time", "ascending", "first"),
        ("sorting/league_table", "one line", "one a line"),
    ])
    func `a shipped problem with strict passages loses them with its strict comparison`(
        name: String, first: String, second: String
    ) async throws {
        let problem = try Self.problem(name)
        let variants = CodeVariants(problem, source: problem.digest, seed: 3)
        let choice = try #require(
            (1...12).map { variants.choice(at: $0) }.first { $0.reshape.isLoose })
        let rendered = problem.rendered(choice)
        #expect(!rendered.statement.contains(first) && !rendered.statement.contains(second))
        #expect(!rendered.statement.contains("strict"))
        #expect(rendered.compare.unordered || rendered.compare.tokens)
        let original = problem.rendered(CodeChoice(originalOf: problem))
        #expect(original.statement.contains(first) && !original.statement.contains("strict"))
        let (made, proof) = try await Self.maker.proved(rendered)
        #expect(proof["choices"]?["comparison"] == "loose")
        let judgement = await Support.verifier.judge(made.check, program: rendered.reference)
        #expect(judgement.verdict == .correct)
    }

    @Test func `where order counts no more, another order is correct`() async throws {
        var problem = try Self.problem("lists/reverse_blocks")
        problem.statements = problem.statements.map { _ in "Write `{{entry_point}}(items)`." }
        problem.extensions = []
        var choice = CodeChoice(originalOf: problem)
        choice.reshape.isLoose = true
        let rendered = problem.rendered(choice)
        #expect(rendered.statement.hasSuffix("may stand in any order."))
        let (made, _) = try await Self.maker.proved(rendered)
        let sorted = "def reverse_blocks(items):\n    return sorted(items)\n"
        let judgement = await Support.verifier.judge(made.check, program: sorted)
        #expect(judgement.verdict == .correct)
    }
}

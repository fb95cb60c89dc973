import LyditeCore
import LyditeProblems
import LyditeSampling
import LyditeTransform
import LyditeVerify
import Testing

@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct CodeProblemTests {
    static let folders = CodeProblemLoader.folders(under: Support.home + "/Problems/code")

    static let maker = CodeCaseMaker(sandbox: Support.sandbox, home: Support.home)

    @Test func `at least eight problems over four topics are shipped`() throws {
        let problems = try Self.folders.map { try CodeProblemLoader.load(folder: $0) }
        #expect(problems.count >= 8)
        #expect(Set(problems.map(\.topic)).count >= 4)
        #expect(problems.filter { $0.kind == .program }.count >= 2)
    }

    @Test(arguments: folders)
    func `every submission gets its folder's verdict`(folder: String) async throws {
        let problem = try CodeProblemLoader.load(folder: folder)
        let rendered = problem.rendered(CodeChoice(originalOf: problem))
        let check = try await Self.maker.check(for: rendered)
        #expect(
            await Support.verifier.judge(check, program: rendered.reference).verdict == .correct)
        #expect(await Support.verifier.judge(check, program: rendered.brute).verdict == .correct)
        for submission in rendered.submissions {
            let judgement = await Support.verifier.judge(check, program: submission.text)
            #expect(
                judgement.verdict == submission.verdict,
                "\(problem.id)/\(submission.name): \(judgement.verdict.code), \(judgement.detail ?? "")"
            )
        }
    }

    @Test(arguments: folders)
    func `variants keep reference and brute force together`(folder: String) async throws {
        let problem = try CodeProblemLoader.load(folder: folder)
        let original = problem.rendered(CodeChoice(originalOf: problem))
        let variants = CodeVariants(problem, source: Digest(of: .string(problem.id)), seed: 1)
        #expect(variants.choice(at: 0) == CodeChoice(originalOf: problem))
        var transforms: Set<String> = []
        for index in 1...6 {
            let choice = variants.choice(at: index)
            #expect(choice == variants.choice(at: index))
            transforms.formUnion(choice.transforms)
            let rendered = problem.rendered(choice)
            #expect(rendered.statement != original.statement)
            #expect(!rendered.statement.contains("{{") && !rendered.reference.contains("{{"))
            // The programs run for two of the six: each costs a dozen processes.
            guard index % 3 == 0 else { continue }
            let (made, proof) = try await Self.maker.proved(rendered, seed: 100 + index)
            let check = made.check
            #expect(proof["kind"] == "agreement" && !made.origin.isReal)
            let judgement = await Support.verifier.judge(check, program: rendered.reference)
            #expect(
                judgement.verdict == .correct,
                "\(problem.id) \(rendered.choices.text): \(judgement.detail ?? "")")
        }
        #expect(transforms == ["numbers", "rephrase", "add-step"])
    }

    @Test func `the sampler's programs are of both kinds and the same for the same seed`()
        async throws
    {
        let sampler = ProgramSampler(sandbox: Support.sandbox, home: Support.home)
        var (correct, incorrect, undecided) = (0, 0, 0)
        for folder in Self.folders.prefix(4) {
            let problem = try CodeProblemLoader.load(folder: folder)
            var rendered = problem.rendered(CodeChoice(originalOf: problem))
            rendered.limits.cpu = .seconds(1)
            let check = try await Self.maker.check(for: rendered)
            let parent = Digest(of: .string(problem.id))
            let texts = try await sampler.texts(for: rendered, count: 8, seed: 7, parent: parent)
            #expect(
                texts == (try await sampler.texts(for: rendered, count: 8, seed: 7, parent: parent))
            )
            #expect(texts.count == 8)
            for (index, text) in texts.enumerated() {
                let program = try #require(
                    CandidateReader.program(
                        in: text, language: "python", entryPoint: rendered.entryPoint))
                let verdict = await Support.verifier.judge(check, program: program).verdict
                if index == 0 { #expect(verdict == .correct) }
                switch verdict {
                case .correct: correct += 1
                case .incorrect: incorrect += 1
                case .undecided: undecided += 1
                }
            }
        }
        print("sampler: correct \(correct), incorrect \(incorrect), undecided \(undecided)")
        #expect(correct >= 8 && incorrect >= 6 && undecided <= 2)
    }

    @Test func `all faults of a folder are named at once, each with its place`() throws {
        let error = #expect(throws: ProblemError.self) {
            try CodeProblemLoader.load(folder: Support.home + "/Tests/LyditeVerifyTests")
        }
        #expect(error?.description.contains("problem.yaml:1: the file cannot be read") == true)
    }

    @Test func `a bad folder is refused with file and line of every fault`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        folder.write(
            "problem.yaml",
            "title: T\nlicence: Apache-2.0\nentry_point: f\ncolour: red\nslots:\n  N: [\"1\"]\n")
        folder.write("statement.md", "Write `{{entry_point}}`.\n")
        folder.write("reference.py", "def {{entry_point}}(x):\n    return {{M}}\n")
        folder.write("brute.py", "def g(x):\n    return 1\n")
        let error = #expect(throws: ProblemError.self) {
            try CodeProblemLoader.load(folder: folder.path)
        }
        let text = error?.description ?? ""
        for part in [
            "problem.yaml:4: unknown field \"colour\"",
            "problem.yaml:6: slot \"N\" needs at least two values",
            "statement.md:1: slot \"N\" is never used", "reference.py:2: no slot is called \"M\"",
            "brute.py:1: the program must define {{entry_point}}",
            "generate.py:1: the file cannot be read",
            "two rewordings are needed",
            "at least one correct and two wrong submissions",
        ] {
            #expect(text.contains(part), "\(part) is not in:\n\(text)")
        }
    }

    @Test func `a disagreement of reference and brute force names the input`() async throws {
        let problem = try CodeProblemLoader.load(
            folder: Support.home + "/Problems/code/numbers/fewest_coins")
        var rendered = problem.rendered(CodeChoice(originalOf: problem))
        rendered.brute =
            "def fewest_coins(amount):\n    return amount // 9 + amount % 9 // 4 + amount % 9 % 4\n"
        let error = await #expect(throws: CodeCaseError.self) {
            try await Self.maker.check(for: rendered)
        }
        #expect(
            error
                == .disagreement(
                    problem: "numbers/fewest_coins", input: "[12]", reference: "3", brute: "4"))
    }
}

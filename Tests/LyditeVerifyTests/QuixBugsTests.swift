import LyditeCore
import LyditeProblems
import LyditeVerify
import Testing

/// Both programs of every problem of the data set.
@Suite(
    .enabled(
        if: Support.canRun && Support.shared != nil,
        "../shared is absent, or lydite-keeper is not built"))
struct QuixBugsTests {
    @Test func `correct programs pass and buggy ones are told`() async throws {
        let path = try #require(Support.shared) + "/data/quixbugs.jsonl"
        let importer = Importer(format: .quixbugs)
        let lines = try #require(Support.bytes(path)).split(separator: 10)
        var told = 0
        for (number, line) in lines.enumerated() {
            let json = try JSONParser.parse(Array(line))
            let made = try #require(try importer.imported(json, number: number + 1))
            let check = made.problem.check.limited(toCPU: .seconds(5))
            for program in made.programs {
                let judgement = await Support.verifier.judge(check, program: program.text)
                let verdict = judgement.verdict
                let text = "\(made.problem.id)/\(program.name): \(verdict.code), "
                #expect(
                    verdict.name == program.expected, "\(text)\(judgement.detail ?? "")")
                if verdict.name == program.expected { told += 1 }
            }
        }
        print("QuixBugs: \(told) of \(2 * lines.count) programs as they are labelled")
    }
}

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
    /// Their graphs are built of the candidate's own class before any call, which no argument states.
    private static let unread: Set<String> = [
        "quixbugs/breadth_first_search", "quixbugs/depth_first_search", "quixbugs/detect_cycle",
        "quixbugs/reverse_linked_list", "quixbugs/shortest_path_length",
        "quixbugs/topological_ordering",
    ]

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
                // Undecided, or decided rightly: never the other way round.
                if Self.unread.contains(made.problem.id), !verdict.isDecided { continue }
                let text = "\(made.problem.id)/\(program.name): \(verdict.code), "
                #expect(
                    verdict.name == program.expected, "\(text)\(judgement.detail ?? "")")
                if verdict.name == program.expected { told += 1 }
            }
        }
        print("QuixBugs: \(told) of \(2 * lines.count) programs as they are labelled")
    }
}

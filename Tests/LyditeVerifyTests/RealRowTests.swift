import Glibc
import LyditeCore
import LyditeVerify
import Testing

/// Agreement with labelled rows of real programs; figures are printed.
///
/// `LYDITE_EVERY` takes every n-th row (default 200); 1 takes all of them. `LYDITE_ROWS` names another file.
@Suite(
    .enabled(
        if: Support.canRun && Support.shared != nil,
        "../shared is absent, or lydite-keeper is not built"))
struct RealRowTests {
    struct Row: Sendable {
        var id: String
        var expected: String
        var program: String
        var check: Check
    }

    @Test(.timeLimit(.minutes(60)))
    func `real rows are judged as they are labelled`() async throws {
        let every = getenv("LYDITE_EVERY").flatMap { Int(String(cString: $0)) } ?? 200
        let only = getenv("LYDITE_ONLY").map { String(cString: $0) } ?? ""
        let path =
            getenv("LYDITE_ROWS").map { String(cString: $0) } ?? Support.shared!
            + "/cases/code_rows.jsonl"
        let bytes = try #require(Support.bytes(path))
        var rows: [Row] = []
        for (number, line) in bytes.split(separator: 10).enumerated() where number % every == 0 {
            let json = try JSONParser.parse(Array(line))
            if json["doubt"] != nil { continue }
            let row = try RowReader(json)
            let id = try row.requiredText("id")
            guard only.isEmpty || id.contains(only) else { continue }
            rows.append(
                Row(
                    id: id, expected: try row.requiredText("expected"),
                    program: try row.requiredText("solution"),
                    check: try Check(row: row)))
        }
        var (agreed, undecided, disagreements, cpu) = (0, 0, [String](), Duration.zero)
        var perRow: [Double] = []
        await withTaskGroup(of: (Row, Judgement).self) { group in
            var next = rows.makeIterator()
            func add() {
                guard let row = next.next() else { return }
                group.addTask {
                    (row, await Support.verifier.judge(row.check, program: row.program))
                }
            }
            for _ in 0..<2 { add() }
            for await (row, judgement) in group {
                add()
                let used = judgement.runs.reduce(Duration.zero) { $0 + $1.cpu }
                cpu += used
                perRow.append(used.seconds * 1000)
                if judgement.verdict.name == row.expected {
                    agreed += 1
                } else {
                    if judgement.verdict.cause != nil { undecided += 1 }
                    disagreements.append(
                        "\(row.id): expected \(row.expected), is \(judgement.verdict.code): \(judgement.detail ?? "") "
                            + judgement.evidence.text)
                }
            }
        }
        perRow.sort()
        print(
            "rows \(rows.count), agreed \(agreed), undecided \(undecided), others \(disagreements.count - undecided)"
        )
        print(
            "CPU ms a row: mean \(cpu.seconds * 1000 / Double(max(1, rows.count))), median \(perRow[perRow.count / 2])"
        )
        for line in disagreements.sorted() { print(line) }
        #expect(Double(agreed) >= 0.98 * Double(rows.count))
    }
}

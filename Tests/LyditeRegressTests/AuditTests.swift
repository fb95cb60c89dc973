import Foundation
import LyditeCore
import LyditeFiles
import LyditeProblems
import LyditeVerify
import Support
import Testing

@testable import LyditeRegress

struct AuditTests {
    private let fixture: Fixture
    private static let verifier = OwnVerifier(
        RowVerifier(isStrict: false, code: { throw CancellationError() }), jobs: 2)

    init() throws { fixture = try Fixture() }

    private func audit(
        _ lines: [String], map: [String] = [], columns: [String] = ["source"],
        claimed: String? = nil, out: String? = nil
    ) async throws -> AuditReport {
        let audit = Audit(
            map: try FieldMap(map, fields: Audit.fields), columns: columns, claimed: claimed)
        let output = try out.map { try OutputFile($0) }
        let report = try await audit.run(
            fixture.file("rows.jsonl", lines), with: Self.verifier, to: output, progress: { _ in })
        try output?.commit()
        return report
    }

    /// Rows 0..<count whose labels are right but for those in `wrong`.
    private static func rows(_ count: Int, wrong: Set<Int>, source: (Int) -> String) -> [String] {
        (0..<count).map { n in
            let isEqual = n % 2 == 0
            let label = isEqual != wrong.contains(n) ? "correct" : "incorrect"
            let pred = isEqual ? n : n + 1
            return
                #"{"gold":"\#(n)","pred":"\#(pred)","label":"\#(label)","source":"\#(source(n))"}"#
        }
    }

    @Test func `planted errors are found, and nothing else`() async throws {
        let wrong: Set<Int> = [3, 8, 40, 77, 5_000]
        let report = try await audit(
            Self.rows(5_001, wrong: wrong) { _ in "one" }, map: ["expected=label"])
        #expect(Set(report.suspects.map(\.line)) == Set(wrong.map { $0 + 1 }))
        #expect(report.decided == 5_001 && report.errors.hits == 5)
        #expect(report.systematic.isEmpty)
    }

    @Test func `errors of one source stand out, errors everywhere do not`() async throws {
        let gathered = Self.rows(400, wrong: Set(0..<12)) { $0 < 40 ? "bad" : "good" }
        let report = try await audit(gathered, map: ["expected=label"])
        #expect(report.systematic.map(\.value) == ["bad"])
        let spread = Self.rows(400, wrong: Set((0..<12).map { $0 * 33 })) {
            $0 < 40 ? "bad" : "good"
        }
        #expect(try await audit(spread, map: ["expected=label"]).systematic.isEmpty)
    }

    @Test(arguments: [
        ("true", "false"), ("1", "0"), (#""pass""#, #""fail""#), (#""correct""#, #""incorrect""#),
        (#""True""#, #""False""#), (#""YES""#, #""NO""#), (#""1""#, #""0""#), ("1.0", "0.0"),
    ])
    func `a corrected label keeps the file's own words`(right: String, wrong: String) async throws {
        let out = fixture.folder.path + "/out.jsonl"
        let lines = [
            #"{"gold":"2","pred":"2","ok":\#(wrong)}"#, #"{"gold":"2","pred":"2","ok":\#(right)}"#,
        ]
        let report = try await audit(lines, map: ["expected=ok"], out: out)
        #expect(report.suspects.map(\.line) == [1])
        let written = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
        #expect(written.count == 2)
        #expect(written[0].contains(#""ok":\#(right)"#) && written[0].contains(#""was":\#(wrong)"#))
        #expect(String(written[1]) == lines[1])
    }

    @Test func `a generator's error is that of its verdicts, with or without labels`() async throws
    {
        let lines = [
            #"{"gold":"2","pred":"3","model":"a","expected":"correct"}"#,
            #"{"gold":"2","pred":"2","model":"a"}"#, #"{"gold":"2","pred":"2","model":"b"}"#,
            #"{"gold":"2","pred":"","model":"b","generator":"c"}"#, #"{"gold":"2","pred":"1"}"#,
        ]
        let report = try await audit(lines)
        #expect(report.generators.map(\.name) == ["a", "b", "c"])
        #expect(report.generators.map(\.wrong) == [1, 0, 1])
        #expect(report.generators.map(\.decided) == [2, 1, 1])
        #expect(report.generators[0].error == Interval(1, of: 2))
        #expect(report.text.contains("a: 1 of 2 wrong"))
        #expect(try await audit(Array(lines.suffix(1))).generators.isEmpty)
    }

    @Test func `rows without labels are counted, or take the claimed one`() async throws {
        let lines = [#"{"gold":"2","pred":"3"}"#, #"{"gold":"2","pred":"2"}"#]
        let bare = try await audit(lines)
        #expect(bare.unlabelled == 2 && bare.suspects.isEmpty)
        #expect(try await audit(lines, claimed: "correct").suspects.map(\.line) == [1])
    }

    @Test func `a column that is named twice counts each row once`() async throws {
        let lines = Self.rows(40, wrong: [3]) { _ in "one" }
        let report = try await audit(
            lines, map: ["expected=label"], columns: ["source", "kind", "source"])
        #expect(report.groups.filter { $0.column == "source" }.map(\.decided) == [40])
    }

    @Test func `numbers group rows, too`() async throws {
        let lines = (0..<60).map { n in
            let pred = n < 6 ? 3 : 2
            return #"{"gold":"2","pred":"\#(pred)","expected":true,"level":\#(n < 6 ? 5 : 1)}"#
        }
        let report = try await audit(lines, columns: ["level"])
        #expect(report.systematic.map(\.value) == ["5"])
    }

    @Test func `labels come from the column that is named, and no other`() async throws {
        let lines = [#"{"gold":"2","pred":"3","expected":"correct"}"#]
        let report = try await audit(lines, map: ["expected=label"])
        #expect(report.unlabelled == 1 && report.suspects.isEmpty)
        #expect(report.text.contains("nothing is known"))
        #expect(!report.text.contains("no label is contradicted"))
    }

    @Test func `a row that is no row stops the audit with its line`() async throws {
        let error = try await #require(throws: FileError.self) {
            try await audit([#"{"gold":"2","pred":"2"}"#, "[]"])
        }
        #expect(error.description.contains("rows.jsonl:2"), "\(error)")
    }
}

import Foundation
import LyditeCore
import Support
import Testing

/// `lydite problems lint`, and what a broken problem does to the others.
struct LintTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let families = URL(fileURLWithPath: folder.path + "/money")
        try FileManager.default.createDirectory(at: families, withIntermediateDirectories: true)
        let sound = try String(
            contentsOfFile: Project.root + "/Problems/math/money/change.yaml", encoding: .utf8)
        _ = try folder.write(sound, as: "money/change.yaml")
        let broken = sound.replacingOccurrences(of: "licence:", with: "license:")
            .replacingOccurrences(of: "difficulty: 1", with: "difficulty: 9")
        _ = try folder.write(broken, as: "money/broken.yaml")
    }

    private var family: String { folder.path + "/money/broken.yaml" }

    @Test func `without --keep-going, all faults are named and nothing else is checked`() throws {
        let lint = try Program.lydite(["problems", "lint", folder.path])
        #expect(lint.code == 1)
        let lines = lint.output.split(separator: "\n")
        #expect(lines.count == 3 && lines.allSatisfy { $0.hasPrefix(family + ":") })
        #expect(lint.output.contains("did you mean \"licence\"? [unknown-field]"))
        #expect(lint.errors.contains("pass --keep-going"), "\(lint.errors)")
    }

    @Test func `with --keep-going, the others are checked and the exit code stays`() throws {
        let lint = try Program.lydite(["problems", "lint", folder.path, "--keep-going"])
        #expect(lint.code == 1)
        #expect(lint.errors.contains("2 problems, 3 faults"), "\(lint.errors)")
        #expect(!lint.errors.contains("pass --keep-going"))
    }

    @Test func `a fault as JSON has its place, its rule and what to do`() throws {
        let lint = try Program.lydite(["problems", "lint", family, "--json"])
        #expect(lint.code == 1)
        for line in lint.output.split(separator: "\n") {
            let json = try JSONParser.parse(Array(line.utf8))
            #expect(json["path"] == .string(family) && (json["line"]?.intValue ?? 0) > 0)
            #expect(json["rule"]?.stringValue?.isEmpty == false && json["suggestion"] != nil)
        }
    }

    @Test func `a run refuses a folder with a broken family, and goes on when it is told to`()
        throws
    {
        let out = folder.path + "/out"
        let words = [folder.path + "/money", "--out", out, "--variants", "3"]
        let refused = try Program.lydite(["run"] + words)
        #expect(refused.code == 2 && !FileManager.default.fileExists(atPath: out))
        #expect(refused.errors.contains("broken.yaml:2:"), "\(refused.errors)")
        #expect(refused.errors.contains("broken.yaml:3:"), "\(refused.errors)")
        #expect(refused.errors.contains("pass --keep-going"), "\(refused.errors)")
        let going = try Program.lydite(["run"] + words + ["--keep-going", "--json"])
        #expect(going.code == 0, "\(going.errors)")
        #expect(going.errors.contains("1 broken problem left out; going on with 1 other"))
        let report = try JSONParser.parse(Array(going.output.utf8))
        #expect(report["problems"] == 1)
    }

    @Test(arguments: [["vary"], ["problems", "list"]])
    func `every command that reads problems names all faults, and goes on when it is told to`(
        command: [String]
    ) throws {
        let refused = try Program.lydite(command + [folder.path])
        #expect(refused.code == 2 && refused.output.isEmpty)
        let places = refused.errors.split(separator: "\n").compactMap { line in
            line.split(separator: "broken.yaml:").dropFirst().first?.split(separator: ":").first
        }
        let lines = places.compactMap { Int($0) }
        #expect(lines.count == 3 && lines == lines.sorted(), "\(refused.errors)")
        #expect(refused.errors.contains("did you mean \"licence\"?"))
        #expect(refused.errors.contains("1 problem of 2 cannot be used"), "\(refused.errors)")
        let going = try Program.lydite(command + [folder.path, "--keep-going"])
        #expect(going.code == 0 && going.output.contains("change"), "\(going.errors)")
        #expect(going.errors.contains("1 broken problem left out; going on with 1 other"))
    }

    @Test func `rows that are ill-posed are named by their lines`() throws {
        let rows = [
            #"{"id":"a","statement":"How many?","gold":"3"}"#,
            #"{"id":"b","statement":"Prove that 2 is even.","gold":"2"}"#,
            #"{"id":"c","statement":"how many?","gold":"4"}"#,
            #"{"id":"d","statement":"What?","gold":"5","reference":"<<2+2=5>>5"}"#,
        ]
        let path = try folder.write(rows.joined(separator: "\n") + "\n", as: "rows.jsonl")
        let lint = try Program.lydite(["problems", "lint", path])
        #expect(lint.code == 1)
        let expected = [
            (2, "asks-for-proof"), (3, "two-golds"), (4, "wrong-annotation"),
        ]
        let lines = lint.output.split(separator: "\n")
        #expect(lines.count == expected.count, "\(lint.output)")
        for (line, (number, rule)) in zip(lines, expected) {
            #expect(line.hasPrefix("\(path):\(number): ") && line.hasSuffix("[\(rule)]"))
        }
    }

    @Test func `the schema is printed`() throws {
        let schema = try Program.lydite(["problems", "schema"])
        #expect(schema.code == 0)
        let json = try JSONParser.parse(Array(schema.output.utf8))
        #expect(json["properties"]?["statements"]?["minItems"] == 3)
    }
}

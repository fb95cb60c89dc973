import Foundation
import LyditeCore
import Support
import Testing

/// A family's own program as judge of its answers, in the sandbox.
struct FamilyProgramTests {
    private let folder: TemporaryFolder
    private let sound: String

    init() throws {
        folder = try TemporaryFolder()
        let families = URL(fileURLWithPath: folder.path + "/money")
        try FileManager.default.createDirectory(at: families, withIntermediateDirectories: true)
        let shipped = try String(
            contentsOfFile: Project.root + "/Problems/math/money/change.yaml", encoding: .utf8)
        sound = String(shipped.prefix(upTo: try #require(shipped.range(of: "program:")).lowerBound))
    }

    /// The family with a program that gives these for the family and for its extension.
    private func family(_ answer: String, _ second: String, before: String = "") throws -> String {
        let program = """
            program: |
              import os, sys
              \(before)
              def answer(v):
                  return \(answer)

              def answer_second_purchase(v):
                  return \(second)

            """
        return try folder.write(sound + program, as: "money/change.yaml")
    }

    private static let right = ("v.note - v.n * v.price", "v.note - v.n * v.price - v.m * v.sweet")

    private var line: Int { sound.split(separator: "\n", omittingEmptySubsequences: false).count }

    @Test(arguments: [
        ("v.note - v.n", Self.right.1, "program-disagrees", "answer(v) gives"),
        (Self.right.0, "v.note", "program-disagrees", "answer_second_purchase(v) gives"),
        ("v.note - v.m", Self.right.1, "program-fails", "there is no slot m"),
        ("1 / 0", Self.right.1, "program-fails", "ZeroDivisionError"),
        ("0.5 + v.note", Self.right.1, "program-fails", "it gives a float"),
        ("None", Self.right.1, "program-fails", "it gives a NoneType"),
        ("os._exit(3)", Self.right.1, "program-fails", "it ended by exited with 3"),
        ("sys.exit()", Self.right.1, "program-fails", "it ended by exited with 0"),
    ])
    func `lint names a program that differs or fails`(
        answer: String, second: String, rule: String, message: String
    ) throws {
        let path = try family(answer, second)
        let lint = try Program.lydite(["problems", "lint", path])
        #expect(lint.code == 1)
        #expect(lint.output.contains("change.yaml:\(line): "), "\(lint.output)\(lint.errors)")
        #expect(
            lint.output.contains(message) && lint.output.contains("[\(rule)]"), "\(lint.output)")
    }

    @Test func `what a program prints is no answer`() throws {
        let path = try family(Self.right.0, Self.right.1, before: "print('{\"value\": \"7\"}')")
        let lint = try Program.lydite(["problems", "lint", path])
        #expect(lint.code == 0, "\(lint.output)\(lint.errors)")
    }

    @Test func `a program that disagrees keeps its variants back`() throws {
        let path = try family(Self.right.0 + " + (v.n == 3)", Self.right.1)
        let plain = try Program.lydite(["vary", "--variants", "60", path])
        let judged = try Program.lydite(["vary", "--variants", "60", "--judge", path])
        #expect(plain.code == 0 && judged.code == 0, "\(judged.errors)")
        let rows = try judged.output.split(separator: "\n").map {
            try JSONParser.parse(Array($0.utf8))
        }
        #expect(rows.count < 60 && rows.count > 30)
        #expect(judged.errors.contains("its program disagrees with the key (\(60 - rows.count))"))
        for row in rows { #expect(row["proof"]?["program"] != nil) }
        #expect(!plain.output.contains("\"program\""))
    }

    @Test func `a program changes no variant, and a matrix and a run ask it too`() throws {
        let without = try folder.write(sound, as: "money/change.yaml")
        let plain = try Program.lydite(["vary", "--variants", "20", without])
        let path = try family(Self.right.0, Self.right.1)
        #expect(try Program.lydite(["vary", "--variants", "20", path]).output == plain.output)
        let wrong = try family("v.note", "v.note")
        let matrix = try folder.write("each: 3\ntransform: [numbers]\n", as: "matrix.yaml")
        let covered = try Program.lydite(["vary", "--matrix", matrix, "--judge", wrong])
        #expect(covered.code == 1 && covered.output.isEmpty, "\(covered.errors)")
        #expect(covered.errors.contains("its program disagrees with the key"), "\(covered.errors)")
        let words = ["--variants", "3", "--judge", "--out", folder.path + "/out", "--json"]
        let run = try Program.lydite(["run", wrong] + words)
        #expect(run.code == 2)
        #expect(
            run.output.contains("\"family money/change: its program disagrees with the key\":3"),
            "\(run.output)\(run.errors)")
    }
}

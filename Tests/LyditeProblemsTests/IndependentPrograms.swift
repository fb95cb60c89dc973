import Foundation
import LyditeCore
import LyditeMath
import LyditeProblems
import Support

/// The Python programs that work out the answers of shipped families in another way.
enum IndependentPrograms {
    struct Row {
        var name: String
        var instance: FamilyInstance
    }

    /// Longest time for the answers of one family; a few hundred take a second.
    private static let seconds = 120
    private static let script =
        Project.root + "/Tests/LyditeProblemsTests/Independent/programs.py"

    /// Whether python3 is there; without it the programs are skipped, and the output says so.
    static let isReady: Bool = {
        let isThere = (try? output(["python3", "-c", "print(1)"], input: "")) == "1\n"
        if !isThere { print("the programs of the families are skipped: there is no python3") }
        return isThere
    }()

    /// The exact answer to each row; nil where no program has the row's name.
    static func answers(_ rows: [Row]) throws -> [Rational?] {
        let input = rows.map { row -> String in
            let values = row.instance.numbers.sorted { $0.key < $1.key }.map {
                JSON.Member($0.key, .string($0.value.description))
            }
            return JSON.record(["name": .string(row.name), "values": .object(values)]).text
        }
        let lines = try output(["python3", "-B", script], input: input.joined(separator: "\n"))
            .split(separator: "\n")
        guard lines.count == rows.count else { throw CocoaError(.fileReadCorruptFile) }
        return lines.map { Rational(text: String($0)) }
    }

    /// Every name that the file has a program for, read from its text.
    static func names() throws -> Set<String> {
        let text = try String(contentsOfFile: script, encoding: .utf8)
        let names = text.split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            guard parts.count >= 3, parts[0] == "    ", parts[2].hasPrefix(":") else { return nil }
            return String(parts[1])
        }
        return Set(names)
    }

    private static func output(_ command: [String], input: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("lydite-programs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (read, written) = (
            folder.appendingPathComponent("in"), folder.appendingPathComponent("out")
        )
        try Data(input.utf8).write(to: read)
        try Data().write(to: written)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["timeout", "\(seconds)"] + command
        process.standardInput = try FileHandle(forReadingFrom: read)
        process.standardOutput = try FileHandle(forWritingTo: written)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return String(decoding: try Data(contentsOf: written), as: UTF8.self)
    }
}

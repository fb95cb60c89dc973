import Foundation
import LyditeCore
import LyditeMath
import LyditeProblems
import Support

/// The families' own programs, run beside the tests: what the sandbox adds is tested elsewhere.
enum IndependentPrograms {
    /// Longest time for the answers of one family; a few hundred take a second.
    private static let seconds = 120
    private static let runner = Project.root + "/Sandboxes/python/answers.py"

    /// Whether python3 is there; without it the programs are skipped, and the output says so.
    static let isReady: Bool = {
        let isThere = (try? output("", input: "")) == ""
        if !isThere { print("the programs of the families are skipped: there is no python3") }
        return isThere
    }()

    /// The instances of one family whose answers its program does not give, with what it says.
    static func disagreements(_ instances: [FamilyInstance]) throws -> [String] {
        let asked = instances.compactMap { one in one.programFunction.map { ($0, one) } }
        guard let program = asked.first?.1.family.program, isReady else { return [] }
        let input = asked.map { function, instance -> String in
            let values = instance.numbers.sorted { $0.key < $1.key }.map {
                JSON.Member($0.key, .string($0.value.description))
            }
            return JSON.record(["function": .string(function), "values": .object(values)]).text
        }
        let lines = try output(
            program.source, input: input.joined(separator: "\n")
        ).split(separator: "\n")
        guard lines.count == asked.count else { throw CocoaError(.fileReadCorruptFile) }
        return try zip(lines, asked).compactMap { line, one in
            let said = try JSONParser.parse(Array(line.utf8))
            if said["value"]?.stringValue.flatMap({ Rational(text: $0) }) == one.1.programAnswer {
                return nil
            }
            return "\(one.0) of \(one.1.numbers) is \(said.text), not \(one.1.programAnswer)"
        }
    }

    private static func output(_ program: String, input: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("lydite-programs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (read, written) = (
            folder.appendingPathComponent("in"), folder.appendingPathComponent("out")
        )
        try Data(input.utf8).write(to: read)
        try Data(program.utf8).write(to: folder.appendingPathComponent("program.py"))
        let script = folder.appendingPathComponent("answers.py")
        try FileManager.default.copyItem(at: URL(fileURLWithPath: runner), to: script)
        try Data().write(to: written)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["timeout", "\(seconds)", "python3", "-B", script.path]
        process.standardInput = try FileHandle(forReadingFrom: read)
        process.standardOutput = try FileHandle(forWritingTo: written)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return String(decoding: try Data(contentsOf: written), as: UTF8.self)
    }
}

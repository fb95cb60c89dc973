import Glibc
import LyditeCore

@testable import LyditeSandbox

/// A program of the folder Hostile that tries one thing, and the endings that it may have.
///
/// Its first comment lines say both. It prints BREACH when it got through.
struct HostileProgram: Sendable {
    /// Folder and file, such as `c/spin.c`.
    var path: String
    var language: String
    var source: [UInt8]
    var tries: String
    var endings: Set<Run.Ending>
    /// Further endings without control groups.
    var weakerEndings: Set<Run.Ending> = []
    /// Further endings at bare-seccomp, where signals may be refused.
    var bareEndings: Set<Run.Ending> = []
    /// The call that ends it, where one does.
    var call: String?
    /// Where no end is at the wall limit, a busy machine is given time to come to the true one.
    var wall: Duration = .seconds(60)
    /// Short where nothing but the end of its time is to be seen.
    var cpu: Duration { endings == [.timeLimit] ? .milliseconds(250) : .milliseconds(700) }
    /// Tried at bare-seccomp as well, where the host's files are in sight.
    var isForEveryLevel = false

    static let folder = Home.parent(of: "\(#filePath)") + "/Hostile"
    static let header = SandboxFile(
        name: "hostile.h", bytes: FileSystem.read(folder + "/hostile.h", limit: 1 << 16) ?? [])

    static let all: [HostileProgram] = [
        ("bash", "sh"), ("c", "c"), ("cpp", "cpp"), ("javascript", "js"), ("python", "py"),
    ].flatMap { language, ending in
        FileSystem.matches("\(folder)/\(language)/*.\(ending)").compactMap {
            read($0, language: language)
        }
    }

    /// nil where the comment lines are not as they should be; a test counts those.
    private static func read(_ file: String, language: String) -> HostileProgram? {
        guard let bytes = FileSystem.read(file, limit: 1 << 16) else { return nil }
        var fields: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let text = line.drop { $0 == "/" || $0 == "#" || $0 == " " }
            guard text.startIndex != line.startIndex, let colon = text.firstIndex(of: ":") else {
                break
            }
            let value = text[colon...].dropFirst().drop { $0 == " " }
            fields[String(text[..<colon])] = fields[String(text[..<colon])] ?? String(value)
        }
        guard let tries = fields["tries"], let endings = endings(fields["endings"]) else {
            return nil
        }
        var program = HostileProgram(
            path: String(file.dropFirst(folder.count + 1)), language: language, source: bytes,
            tries: tries, endings: endings)
        program.weakerEndings = Self.endings(fields["weaker"]) ?? []
        program.bareEndings = Self.endings(fields["bare"]) ?? []
        program.call = fields["call"]
        program.isForEveryLevel = fields["levels"] == "every"
        if program.waits { program.wall = .seconds(10) }
        if let seconds = fields["wall"].flatMap({ Int($0) }) { program.wall = .seconds(seconds) }
        return program
    }

    private var waits: Bool {
        endings.union(weakerEndings).union(bareEndings).contains(.wallLimit)
    }

    private static func endings(_ text: String?) -> Set<Run.Ending>? {
        guard let text else { return nil }
        let words = text.split(separator: " ").map { Run.Ending(rawValue: String($0)) }
        return words.contains(nil) ? nil : Set(words.compactMap { $0 })
    }

    func command(isWarm: Bool) -> Command? {
        guard var profile = Fixture.profile(language) else { return nil }
        if path.contains("/compile-") {
            profile.compile?.limits?.cpu = .seconds(1)
            profile.compile?.limits?.memoryBytes = 256 << 20
        }
        var command = Command.program(source: source, profile: profile)
        if language == "c" { command.files.append(Self.header) }
        command.mayBeWarm = isWarm
        return command
    }
}

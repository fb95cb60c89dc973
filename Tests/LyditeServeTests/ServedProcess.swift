import Foundation
import Support

/// A `lydite serve` of its own, whose candidates can be told from those of other tests.
final class ServedProcess {
    let process: Process
    let url: String

    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        process = try Program.start(
            ["serve", "--port", "0", "--isolation", "best"] + arguments, environment: environment)
        let output = process.standardOutput as? Pipe
        let line = String(
            decoding: output?.fileHandleForReading.availableData ?? Data(), as: UTF8.self)
        url = line.trimmingCharacters(in: .whitespacesAndNewlines)
            .replacingOccurrences(of: "listening on ", with: "")
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Waits until so many candidates run: less long than any of them sleeps, and as long as a busy machine needs.
    func candidates(_ count: Int) -> Bool {
        let end = ContinuousClock.now + .seconds(300)
        while candidates().count != count {
            guard ContinuousClock.now < end else { return false }
            usleep(10_000)
        }
        return true
    }

    /// The processes of the candidates that run now.
    func candidates() -> [Int32] {
        Self.below(process.processIdentifier).compactMap { child in
            // A warm interpreter's own program stands in its command line.
            child.words.contains("solution.py") && !child.words.contains("-c") ? child.pid : nil
        }
    }

    /// All descendants of a process and their command lines.
    private static func below(_ pid: Int32) -> [(pid: Int32, words: [String])] {
        let tasks =
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        return tasks.flatMap { task -> [(pid: Int32, words: [String])] in
            let path = "/proc/\(pid)/task/\(task)/children"
            let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            return text.split(separator: " ").compactMap { Int32($0) }.flatMap { child in
                let line = try? String(contentsOfFile: "/proc/\(child)/cmdline", encoding: .utf8)
                let words = (line ?? "").split(separator: "\0").map(String.init)
                return [(child, words)] + below(child)
            }
        }
    }
}

import Foundation
import Support

/// A `lydite serve` of its own, whose candidates can be told from those of other tests.
final class ServedProcess {
    let process: Process
    let url: String

    init(_ arguments: [String]) throws {
        process = try Program.start(["serve", "--port", "0", "--isolation", "best"] + arguments)
        let output = process.standardOutput as? Pipe
        let line = String(
            decoding: output?.fileHandleForReading.availableData ?? Data(), as: UTF8.self)
        url = line.trimmingCharacters(in: .whitespacesAndNewlines)
            .replacingOccurrences(of: "listening on ", with: "")
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Waits until so many candidates run.
    func candidates(_ count: Int) -> Bool {
        for _ in 0..<3000 {
            let running = Self.below(process.processIdentifier).count { words in
                // A warm interpreter's own program stands in its command line.
                words.contains("solution.py") && !words.contains("-c")
            }
            if running == count { return true }
            usleep(10_000)
        }
        return false
    }

    /// The command lines of all descendants of a process.
    private static func below(_ pid: Int32) -> [[String]] {
        let tasks =
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        return tasks.flatMap { task -> [[String]] in
            let path = "/proc/\(pid)/task/\(task)/children"
            let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            return text.split(separator: " ").compactMap { Int32($0) }.flatMap { child in
                let line = try? String(contentsOfFile: "/proc/\(child)/cmdline", encoding: .utf8)
                let words = (line ?? "").split(separator: "\0").map(String.init)
                return [words] + below(child)
            }
        }
    }
}

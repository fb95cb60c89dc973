import Foundation
import LyditeCore
import Support

/// Pairs whose truth another program knows: `Oracle/oracle.py` over sympy and mpmath.
enum Oracle {
    struct Pair {
        var kind: String
        var gold: [UInt8]
        var pred: [UInt8]
        var isEqual: Bool
        var line: String
    }

    private static let environment = ProcessInfo.processInfo.environment
    private static let choice = environment["LYDITE_ORACLE"] ?? ""
    static let seed = environment["LYDITE_ORACLE_SEED"] ?? "1"
    /// How many of the undecided pairs are printed, for work on the verifier.
    static let shownOpen = Int(environment["LYDITE_ORACLE_SHOW"] ?? "") ?? 0
    static let count = choice == "full" ? 20_000 : 2_000
    /// pip over a slow line; then the test is skipped.
    private static let installSeconds = 180
    /// 20,000 pairs take about 20 s of CPU time.
    private static let scriptSeconds = 300

    /// Whether sympy is there or can be fetched; says so when it cannot.
    static let isReady: Bool = {
        guard choice != "off" else { return false }
        if runs([python, "-c", "import sympy"], seconds: installSeconds) { return true }
        let folder = Project.root + "/.build/oracle-venv"
        let isMade =
            runs(["python3", "-m", "venv", folder], seconds: installSeconds)
            && runs(
                [
                    python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                    "--retries", "0", "sympy==1.14.0",
                ], seconds: installSeconds)
        if !isMade { print("the sympy oracle is skipped: no python3 with sympy can be set up") }
        return isMade
    }()

    private static let python = Project.root + "/.build/oracle-venv/bin/python"

    /// The pairs of a seed, and the last line: how many were dropped.
    static func pairs() throws -> (pairs: [Pair], note: String) {
        let script = Project.root + "/Tests/LyditeMathTests/Oracle/oracle.py"
        let output = FileManager.default.temporaryDirectory
            .appendingPathComponent("lydite-oracle-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: output) }
        guard
            runs(
                [python, "-B", script, seed, "\(count)"], seconds: scriptSeconds,
                output: output.path)
        else { throw CocoaError(.executableLoad) }
        var pairs: [Pair] = []
        var note = ""
        for line in try Data(contentsOf: output).split(separator: 0x0A) {
            let json = try JSONParser.parse(Array(line))
            guard let kind = json["kind"]?.stringValue, let gold = json["gold"]?.stringValue,
                let pred = json["pred"]?.stringValue, let isEqual = json["equal"]?.boolValue
            else {
                note = json.text
                continue
            }
            pairs.append(
                Pair(
                    kind: kind, gold: Array(gold.utf8), pred: Array(pred.utf8), isEqual: isEqual,
                    line: String(decoding: line, as: UTF8.self)))
        }
        return (pairs, note)
    }

    private static func runs(_ command: [String], seconds: Int, output: String? = nil) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["timeout", "\(seconds)"] + command
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        if let output {
            guard FileManager.default.createFile(atPath: output, contents: nil),
                let handle = FileHandle(forWritingAtPath: output)
            else { return false }
            process.standardOutput = handle
        }
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

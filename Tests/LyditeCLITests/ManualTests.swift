import Foundation
import Support
import Testing

/// The manual page and the completions against what the program's own help lists.
struct ManualTests {
    @Test func `the manual page and each completion name every command and option`() throws {
        let manual = try Program.lydite(["man"]).output
        let bash = try Program.lydite(["completions", "bash"]).output
        let zsh = try Program.lydite(["completions", "zsh"]).output
        let fish = try Program.lydite(["completions", "fish"]).output
        #expect(zsh.hasPrefix("#compdef lydite\n") && zsh.hasSuffix(bash))
        let commands = try Self.commands()
        #expect(commands.count >= 10)
        for command in commands {
            let options = try Self.options(of: command)
            #expect(options.contains("--help") && options.contains("--home"))
            let section = try #require(
                manual.components(separatedBy: "\n.S").first { $0.hasPrefix("S \(command) ") },
                "the manual page has no section for \(command)")
            let own = manual.components(separatedBy: ".SH OPTIONS OF EVERY COMMAND")[1]
            let line = try #require(
                bash.split(separator: "\n").first { $0.hasPrefix("        \(command)) flags=\"") },
                "bash does not complete \(command)")
            let words = line.split(whereSeparator: { " \"=".contains($0) }).map(String.init)
            #expect(fish.contains("__fish_use_subcommand -a \(command) -d '"))
            for option in options {
                let escaped = "\\fB\(option.replacingOccurrences(of: "-", with: "\\-"))\\fR"
                #expect(section.contains(escaped) != own.contains(escaped), "\(command) \(option)")
                #expect(words.filter { $0 == option }.count == 1, "\(command) \(option) in bash")
                #expect(
                    fish.contains("from \(command)' -l \(option.dropFirst(2)) "),
                    "\(command) \(option) in fish")
            }
        }
        for page in ["man", "completions"] {
            #expect(manual.contains("\n.SS \(page) "))
            #expect(fish.contains("__fish_use_subcommand -a \(page) -d '"))
        }
    }

    @Test(arguments: [
        ("reg", "regress"), ("comp", "completions"), ("regress --max", "--max-false-accepts"),
        ("run --hel", "--help"), ("run --extract ", "full strict"), ("problems st", "strengthen"),
        ("completions z", "zsh"), ("import gsm8k ", ""), ("run --out ", ""), ("none --x", ""),
    ])
    func `a real bash completes what was typed`(typed: String, wanted: String) throws {
        let script = try Program.lydite(["completions", "bash"]).output
        let words = typed.split(separator: " ", omittingEmptySubsequences: false)
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        let output = try Self.bash(
            script
                + """
                COMP_WORDS=(lydite \(quoted)) COMP_CWORD=\(words.count)
                _lydite
                echo "${COMPREPLY[*]}"
                """)
        #expect(output == wanted + "\n")
    }

    /// The commands that the program's help lists.
    private static func commands() throws -> [String] {
        try Program.lydite(["--help"]).output.split(separator: "\n")
            .filter { $0.hasPrefix("  ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
    }

    /// The options that a command's help lists.
    private static func options(of command: String) throws -> [String] {
        try Program.lydite([command, "--help"]).output.split(separator: "\n")
            .filter { $0.hasPrefix("  --") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
    }

    private static func bash(_ script: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["--norc", "-uc", script]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: text, as: UTF8.self)
    }
}

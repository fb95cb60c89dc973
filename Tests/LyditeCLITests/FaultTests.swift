import Foundation
import Support
import Testing

/// What the machine does to a run: a full disk, a folder in use, a missing tool.
struct FaultTests {
    private let folder: TemporaryFolder
    private let families = Project.root + "/Problems/math"

    init() throws { folder = try TemporaryFolder() }

    @discardableResult
    private func system(_ words: [String]) throws -> Int32 {
        let process = try Process.run(URL(fileURLWithPath: "/usr/bin/env"), arguments: words)
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// In a process of its own: the limit of this one belongs to all its tests.
    @Test(arguments: [12, 18, 26])
    func `too few open files are named as such`(limit: Int) throws {
        let program = try folder.write("print(1)\n", as: "one.py")
        let errors = folder.path + "/errors"
        let code = try system([
            "sh", "-c",
            "ulimit -n \(limit); exec '\(Project.products)/lydite' exec --isolation best"
                + " --profile python '\(program)' 2> '\(errors)'",
        ])
        let text = try folder.read("errors")
        #expect(code != 0 && text.contains("open files") && text.contains("ulimit -n"), "\(text)")
    }

    @Test(
        .enabled(if: Project.isRoot, "only root may mount a small disk"),
        arguments: ["256k", "1m", "2m"])
    func `a full disk stops the run in one sentence, and more room lets it go on`(size: String)
        throws
    {
        let disk = folder.path + "/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        try #require(system(["mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", disk]) == 0)
        defer { _ = try? system(["umount", "-l", disk]) }
        let words = ["run", families + "/money", "--variants", "60", "--quiet"]
        let full = try Program.lydite(words + ["--out", disk + "/out"])
        #expect(full.code == 2)
        #expect(full.errors.contains("disk"), "\(full.errors)")
        #expect(full.errors.contains("full"), "\(full.errors)")
        #expect(full.errors.split(separator: "\n").count == 1, "\(full.errors)")
        try #require(system(["mount", "-o", "remount,size=64m", disk]) == 0)
        #expect(try Program.lydite(words + ["--out", disk + "/out"]).code == 0)
        #expect(try Program.lydite(words + ["--out", folder.path + "/calm"]).code == 0)
        #expect(try Exports.of(disk + "/out") == Exports.of(folder.path + "/calm"))
    }

    @Test func `without the exact libraries only constants are undecided, and the note says why`()
        throws
    {
        // A file that is no library, found first.
        for name in ["libcalcium.so.0", "libcalcium.so"] {
            try Data("none".utf8).write(to: URL(fileURLWithPath: folder.path + "/" + name))
        }
        let bare = ["LD_LIBRARY_PATH": folder.path]
        let constant = try Program.lydite(
            ["check", "\\sqrt{3+2\\sqrt2}", "1+\\sqrt2", "--json"], environment: bare)
        #expect(constant.code == 2)
        #expect(constant.output.contains("\"cause\":\"sandbox-error\""), "\(constant.output)")
        #expect(constant.output.contains("Sandboxes/setup"), "\(constant.output)")
        #expect(try Program.lydite(["check", "1/2", "0.5"], environment: bare).code == 0)
        #expect(try Program.lydite(["check", "(x+1)^2", "x^2+2x+1"], environment: bare).code == 0)
        let doctor = try Program.lydite(["doctor"], environment: bare)
        #expect(doctor.code == 2)
        #expect(doctor.output.contains("not held: exact-math"), "\(doctor.output)")
    }

    @Test func `a folder in use is refused`() throws {
        let out = folder.path + "/out"
        let first = try Program.start(["run", families, "--variants", "3000", "--out", out])
        defer {
            first.terminate()
            first.waitUntilExit()
        }
        for _ in 0..<200 where !FileManager.default.fileExists(atPath: out + "/run.sqlite") {
            Thread.sleep(forTimeInterval: 0.01)
        }
        let second = try Program.lydite(["run", families, "--variants", "3000", "--out", out])
        #expect(second.code == 2)
        #expect(second.errors.contains("is in use by another lydite"), "\(second.errors)")
    }

    /// A home whose Python profile names a tool that is not there.
    private func homeWithoutPython() throws -> String {
        let home = folder.path + "/home"
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        for name in ["Problems", "Sandboxes"] {
            try FileManager.default.copyItem(
                atPath: Project.root + "/" + name, toPath: home + "/" + name)
        }
        let profile = home + "/Sandboxes/python/profile.yaml"
        let text = try String(contentsOfFile: profile, encoding: .utf8)
        let tools = try #require(text.split(separator: "\n").first { $0.hasPrefix("tools:") })
        try text.replacingOccurrences(of: tools, with: "tools: [/usr/bin/no-python]")
            .write(toFile: profile, atomically: true, encoding: .utf8)
        return home
    }

    @Test func `a missing Python stops a run of programs with the doctor's hint`() throws {
        let result = try Program.lydite([
            "run", "text/squeeze_runs", "--home", try homeWithoutPython(), "--out",
            folder.path + "/out", "--isolation", "best",
        ])
        #expect(result.code == 2)
        #expect(result.errors.contains("no program for python was found"), "\(result.errors)")
        #expect(result.errors.contains("lydite doctor"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
    }

    @Test func `a missing Python stops recorded programs too, and none is judged`() throws {
        let problems = try folder.write(
            #"{"id":"p","statement":"Double it.","entry_point":"f","cases":[{"args":[1],"expected":2}]}"#
                + "\n",
            as: "p.jsonl")
        let rollouts = try folder.write(
            #"{"problem":"p","solution":"def f(x):\n    return 2 * x\n"}"# + "\n", as: "r.jsonl")
        let words = [
            "run", problems, "--recorded", rollouts, "--out", folder.path + "/out", "--isolation",
            "best",
        ]
        let broken = try Program.lydite(words + ["--home", try homeWithoutPython()])
        #expect(broken.code == 2)
        #expect(broken.errors.contains("no program for python was found"), "\(broken.errors)")
        let mended = try Program.lydite(words)
        #expect(mended.code == 0, "\(mended.errors)")
        #expect(mended.output.contains("correct                  1"), "\(mended.output)")
    }

    @Test func `an output folder that cannot be made is named`() throws {
        let file = try folder.write("x", as: "file")
        let result = try Program.lydite(["run", families, "--out", file + "/out"])
        #expect(result.code == 2)
        #expect(result.errors.contains("cannot write \(file)"), "\(result.errors)")
    }
}

import Foundation
import Support
import Testing

/// What happens to a loop when something outside of it fails.
struct LoopFaultTests {
    private let world: LoopWorld

    init() throws { world = try LoopWorld() }

    // MARK: Input

    @Test(arguments: [
        ("rounds: 2", "rounds: many", ":2: rounds is \"many\""),
        ("rounds: 2", "round: 2", ":2: the configuration has no field \"round\""),
        ("sources: [pool.jsonl]", "", ": the configuration has no \"sources\""),
        ("{count: 60}", "{count: 60, least: 0.9, most: 0.1}", ":6: least is above most"),
        ("\"{answers}\"", "\"{answer}\"", ":9: {answer} is no placeholder"),
        ("\"{data}\", \"{model}\", \"{out}\"", "\"{data}\"", ":14: the command does not say {out}"),
        ("replay: 0.3", "replay: 3", ":16: replay is \"3\""),
        ("models: policy.yaml", "models: absent.yaml", "absent.yaml does not exist"),
        ("demonstrations: [demonstrations.jsonl]", "", "nothing to begin with"),
    ])
    func `a fault of the configuration is told with its line`(
        old: String, new: String, told: String
    ) throws {
        let text = try String(contentsOfFile: try world.config(), encoding: .utf8)
        #expect(text.contains(old))
        let path = try world.folder.write(
            text.replacingOccurrences(of: old, with: new), as: "bad.yaml")
        let result = try world.loop(path)
        #expect(result.code == 2)
        #expect(result.errors.contains(told), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: world.out))
    }

    @Test(arguments: ["same id", "same words", "other numbers", "demonstrated"])
    func `held-out problems among the sources are refused by name`(how: String) throws {
        let held = try world.lines("held-out.jsonl", in: world.folder.path)[4]
        var row: [String: Any] = ["id": "mine", "gold": "1"]
        let statement = try #require(held["statement"] as? String)
        switch how {
        case "same id":
            row["id"] = held["id"]
            row["statement"] = "What is half of two?"
        case "same words": row["statement"] = statement.uppercased() + "  "
        default:
            row["statement"] = statement.replacingOccurrences(
                of: "[0-9]+", with: "1,234", options: .regularExpression)
        }
        let isDemonstration = how == "demonstrated"
        if isDemonstration { row["text"] = "#### 1" }
        let name = isDemonstration ? "demonstrations.jsonl" : "pool.jsonl"
        let line = String(
            decoding: try JSONSerialization.data(withJSONObject: row), as: UTF8.self)
        let before = try world.folder.read(name)
        _ = try world.folder.write(before + line + "\n", as: name)
        let result = try world.loop(try world.config())
        #expect(result.code == 2)
        #expect(result.errors.contains("1 held-out problem is among the sources"))
        #expect(result.errors.contains("held-out.jsonl:5 "), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: world.out))
    }

    @Test func `a held-out problem that was made is refused`() throws {
        let made = #"{"id":"m","statement":"What is one and one?","gold":"2","made":{"by":"m"}}"#
        _ = try world.folder.write(
            try world.folder.read("held-out.jsonl") + made + "\n", as: "held-out.jsonl")
        let result = try world.loop(try world.config())
        #expect(result.code == 2 && result.errors.contains("held-out.jsonl:301: "))
    }

    @Test func `a program that is not there is told before the first round`() throws {
        let text = try String(contentsOfFile: try world.config(), encoding: .utf8)
        let path = try world.folder.write(
            text.replacingOccurrences(of: "[python3,", with: "[no-such-python,"), as: "bad.yaml")
        let result = try world.loop(path)
        #expect(result.code == 2 && result.errors.contains("\"no-such-python\""))
        #expect(!FileManager.default.fileExists(atPath: world.out))
    }

    // MARK: Commands

    @Test(arguments: [
        ("train:fail", "ended with status 3", "the optimizer found no minimum"),
        ("train:hang", "took longer than its 1 s", "trainer.log"),
        ("train:empty", "left nothing in", "model.partial"),
        ("solve:fail", "ended with status 3", "sampler-solve-1-1.log"),
        ("solve:empty", "without an answer", "logs"),
        ("evaluate:hang", "took longer than its 1 s", "sampler-evaluate"),
    ])
    func `a command that fails leaves a round that goes on`(
        fault: String, told: String, more: String
    ) throws {
        let whole = world.folder.path + "/whole"
        #expect(try world.loop(try world.config(rounds: 1), out: whole).code == 0)
        let config = try world.config(rounds: 1)
        var hasty = config
        if fault.hasSuffix("hang") {
            let text = try String(contentsOfFile: config, encoding: .utf8)
            hasty = try world.folder.write(
                text.replacingOccurrences(of: "seconds: 20", with: "seconds: 1"), as: "hasty.yaml")
        }
        let failed = try world.loop(hasty, fault: fault)
        #expect(failed.code == 2)
        #expect(failed.errors.contains(told) && failed.errors.contains(more), "\(failed.errors)")
        let resumed = try world.loop(hasty)
        #expect(resumed.code == 0, "\(resumed.errors)")
        #expect(try world.files(of: world.out) == world.files(of: whole))
    }

    @Test(arguments: ["train", "solve", "evaluate"])
    func `a loop that is killed in a command goes on to the same files`(step: String) throws {
        let config = try world.config(rounds: 1)
        let whole = world.folder.path + "/whole"
        #expect(try world.loop(config, out: whole).code == 0)
        let killed = try world.loop(config, fault: step + ":kill")
        #expect(killed.code == SIGKILL)
        let resumed = try world.loop(config)
        #expect(resumed.code == 0, "\(resumed.errors)")
        #expect(try world.files(of: world.out) == world.files(of: whole))
        let left = try FileManager.default.subpathsOfDirectory(atPath: world.out).filter {
            $0.hasSuffix(".running") || $0.hasSuffix(".partial")
        }
        #expect(left.isEmpty)
    }

    @Test func `a loop that is killed at any time goes on to the same files`() throws {
        let config = try world.config(rounds: 1)
        let whole = world.folder.path + "/whole"
        let began = ContinuousClock.now
        #expect(try world.loop(config, out: whole).code == 0)
        let took = ContinuousClock.now - began
        for part in 1...5 {
            let process = try world.start(config)
            usleep(
                UInt32((took * Double(part) / 6).components.attoseconds / 1_000_000_000_000)
                    + UInt32((took * Double(part) / 6).components.seconds) * 1_000_000)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let resumed = try world.loop(config)
        #expect(resumed.code == 0, "\(resumed.errors)")
        #expect(try world.files(of: world.out) == world.files(of: whole))
    }

    @Test func `a loop that is asked to stop ends its commands and says how to go on`() throws {
        let config = try world.config(rounds: 1)
        let process = try Program.start(
            ["loop", config, "--out", world.out], environment: ["LYDITE_FAULT": "train:hang"])
        let mark = world.out + "/round-000/command.running"
        for _ in 0..<400 where !FileManager.default.fileExists(atPath: mark) { usleep(25_000) }
        let trainer = try String(contentsOfFile: mark, encoding: .utf8)
        let number = try #require(trainer.split(separator: " ").first.flatMap { pid_t($0) })
        #expect(kill(number, 0) == 0)
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        #expect(process.terminationStatus == 143)
        #expect(kill(number, 0) != 0)
        #expect(try world.loop(config).code == 0)
    }

    @Test(
        .enabled(if: Project.isRoot, "only root may mount a small disk"),
        arguments: ["400k", "1100k", "2m"])
    func `a full disk stops the loop, and more room lets it go on`(size: String) throws {
        let disk = world.folder.path + "/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let mounted = "mount -t tmpfs -o size=\(size) tmpfs '\(disk)'"
        try #require(try Program.shell(mounted) == 0)
        defer { _ = try? Program.shell("umount -l '\(disk)'") }
        let config = try world.config(rounds: 1)
        let full = try world.loop(config, out: disk + "/out")
        #expect(full.code == 2)
        let told = full.errors.contains("full") || full.errors.contains("No space left")
        #expect(told, "\(full.errors)")
        try #require(try Program.shell("mount -o remount,size=64m '\(disk)'") == 0)
        let resumed = try world.loop(config, out: disk + "/out")
        #expect(resumed.code == 0, "\(resumed.errors)")
        #expect(try world.loop(config).code == 0)
        #expect(try world.files(of: disk + "/out") == world.files(of: world.out))
    }

    @Test func `a second loop in the same folder is refused`() throws {
        let config = try world.config(rounds: 1)
        let process = try Program.start(
            ["loop", config, "--out", world.out], environment: ["LYDITE_FAULT": "train:hang"])
        let mark = world.out + "/round-000/command.running"
        for _ in 0..<400 where !FileManager.default.fileExists(atPath: mark) { usleep(25_000) }
        let second = try world.loop(config)
        #expect(second.code == 2 && second.errors.contains("is in use by another lydite"))
        process.terminate()
        process.waitUntilExit()
    }
}

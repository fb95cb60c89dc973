import LyditeCore
import Testing

@testable import LyditeSandbox

@Suite struct ProfileTests {
    private static let good = """
        language: x
        source: a.x
        tools: [/bin/sh]
        run:
          command: ["{tool}", "{source}"]
          calls: wide

        """

    private func read(_ text: String) throws(SandboxError) -> Profile {
        try ProfileReader.read(Array(text.utf8), path: "p.yaml", language: "x")
    }

    @Test func `a small profile is read`() throws {
        let profile = try read(Self.good)
        #expect(profile.tool == "/bin/sh" && profile.sourceName == "a.x" && profile.compile == nil)
        #expect(profile.run.paths.contains("/bin/sh") && profile.run.isBoxWritable)
    }

    @Test(
        arguments: [
            ("colour: red\n", 8, "unknown field \"colour\""),
            ("  allow: [soket]\n", 8, "unknown system call \"soket\"; did you mean \"socket\"?"),
            ("  allow: [mount]\n", 8, "\"mount\" may not be named"),
            ("  allow: [add_key]\n", 8, "\"add_key\" may not be named"),
            ("  allow: [chroot]\n", 8, "\"chroot\" may not be named"),
            ("  allow: [pidfd_getfd]\n", 8, "\"pidfd_getfd\" may not be named"),
            ("  allow: [fsopen]\n", 8, "\"fsopen\" may not be named"),
            ("  allow: [kexec_file_load]\n", 8, "\"kexec_file_load\" may not be named"),
            ("  allow: [io_uring_enter]\n", 8, "\"io_uring_enter\" may not be named"),
            ("  allow: openat\n", 8, "a list was expected"),
            ("  errno: {EPREM: [socket]}\n", 8, "unknown error \"EPREM\"; did you mean \"EPERM\"?"),
            ("  box: wet\n", 8, "\"wet\" is none of writable, read-only"),
            ("  open-files: many\n", 8, "a whole number from 8 to 65536"),
            ("  paths: [usr]\n", 5, "\"usr\" is not a full path"),
            ("  paths: [/usr/../etc]\n", 5, "is not a full path"),
            ("  calls: wide\n", 8, "given twice"),
        ])
    func `a mistake has its line`(addition: String, line: Int, problem: String) {
        let error = #expect(throws: SandboxError.self) {
            try read(Self.good.replacing("wide\n\n", with: "wide\n") + "\n" + addition)
        }
        #expect(
            error?.description.hasPrefix("p.yaml:\(line): ") == true, "\(error?.description ?? "")")
        #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }

    @Test func `a missing field and a missing tool are named`() {
        let field = #expect(throws: SandboxError.self) {
            try read(Self.good.replacing("source: a.x\n", with: ""))
        }
        #expect(field?.description == "p.yaml:1: the field \"source\" is missing")
        let tool = #expect(throws: SandboxError.self) {
            try read(Self.good.replacing("/bin/sh", with: "/no/such"))
        }
        #expect(tool == .toolNotFound(language: "x", tools: ["/no/such"]))
    }

    @Test func `an unknown language lists the known ones`() {
        let error = #expect(throws: SandboxError.self) {
            try Profile.load(language: "cobol", home: Fixture.home)
        }
        #expect(
            error?.description.contains("there are bash, c, cpp, javascript, python, swift") == true
        )
    }

    @Test func `every base set names calls that exist`() {
        for base in SystemCallPolicy.Base.allCases {
            for rule in SystemCallPolicy(base: base).rules {
                #expect(SystemCallNames.all.contains(rule.name), "\(rule.name)")
            }
        }
    }

    @Test func `the gravest symptom names the ending`() {
        let all: Symptoms = [.forbidden, .memory, .forkRefused, .cpu, .wall]
        #expect(all.ending(isOverOutput: true, exitCode: nil, signal: 9) == .forbiddenCall)
        #expect(
            all.subtracting(.forbidden).ending(isOverOutput: true, exitCode: nil, signal: 9)
                == .outputLimit)
        #expect(
            all.subtracting(.forbidden).ending(isOverOutput: false, exitCode: nil, signal: 9)
                == .memoryLimit)
        #expect(
            Symptoms.forkRefused.ending(isOverOutput: false, exitCode: 1, signal: nil)
                == .processLimit)
        #expect(
            Symptoms.forkRefused.ending(isOverOutput: false, exitCode: 0, signal: nil) == .exited)
        #expect(
            Symptoms([.cpu, .wall]).ending(isOverOutput: false, exitCode: 0, signal: nil)
                == .timeLimit)
        #expect(Symptoms.wall.ending(isOverOutput: false, exitCode: nil, signal: 9) == .wallLimit)
        #expect(Symptoms([]).ending(isOverOutput: false, exitCode: nil, signal: 9) == .signalled)
    }
}

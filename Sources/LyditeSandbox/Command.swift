/// One file of the box.
package struct SandboxFile: Hashable, Sendable {
    package var name: String
    package var bytes: [UInt8]
    package var isExecutable: Bool

    package init(name: String, bytes: [UInt8], isExecutable: Bool = false) {
        self.name = name
        self.bytes = bytes
        self.isExecutable = isExecutable
    }

    /// One path component that is no place of its own.
    package static func isGoodName(_ name: String) -> Bool {
        let count = name.utf8.count
        return count > 0 && count <= 255 && name != "." && name != ".."
            && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
    }
}

/// One job: files put into a fresh /box, an optional compile step, then the program.
package struct Command: Sendable {
    package var profile: Profile
    package var files: [SandboxFile]
    /// Whether the profile's compile step comes first, where it has one.
    package var compiles: Bool
    /// The whole command line, in place of the profile's run step; the first word is a path in the
    /// sandbox.
    package var program: [String]?
    /// Appended to the profile's run step, or to `program`.
    package var arguments: [String]
    package var standardInput: [UInt8]
    /// Added to the profile's environment.
    package var environment: [String: String]
    /// Whether a warm interpreter may run it; what it does is the same either way.
    package var mayBeWarm = false
    /// Gets the files that the run leaves in its box; nil leaves them there.
    package var leftFiles: LeftFiles?
    /// The file that the interpreter runs, where it is not the profile's source.
    private(set) var scriptName: String?

    package init(
        profile: Profile, files: [SandboxFile], compiles: Bool = true, program: [String]? = nil,
        arguments: [String] = [], standardInput: [UInt8] = [], environment: [String: String] = [:]
    ) {
        self.profile = profile
        self.files = files
        self.compiles = compiles
        self.program = program
        self.arguments = arguments
        self.standardInput = standardInput
        self.environment = environment
    }

    /// A program given by its source, which takes the profile's own file name.
    package static func program(
        source: [UInt8], profile: Profile, input: [UInt8] = [], arguments: [String] = []
    ) -> Command {
        Command(
            profile: profile, files: [SandboxFile(name: profile.sourceName, bytes: source)],
            arguments: arguments, standardInput: input)
    }

    /// Another file run by the profile's interpreter, such as a trusted runner beside the
    /// candidate's file.
    ///
    /// The run step's `{source}` becomes the script's name; nothing is compiled.
    package static func script(
        _ script: SandboxFile, beside files: [SandboxFile] = [], profile: Profile,
        input: [UInt8] = [], arguments: [String] = []
    ) -> Command {
        var command = Command(
            profile: profile, files: [script] + files, compiles: false,
            program: profile.run.command.map { $0.replacing("{source}", with: script.name) },
            arguments: arguments, standardInput: input)
        command.scriptName = script.name
        return command
    }
}

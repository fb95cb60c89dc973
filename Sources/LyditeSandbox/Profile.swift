package import LyditeCore

/// How programs of one language are run: tools, files, environment and system calls, read from
/// data.
package struct Profile: Sendable {
    /// One command that a job runs in the box.
    package struct Step: Sendable {
        /// The words of the command; `{tool}`, `{source}` and `{box}` stand for what is known
        /// later.
        package var command: [String]
        /// Paths bound read-only into the root of this step.
        package var paths: [String]
        package var calls: SystemCallPolicy
        package var isBoxWritable: Bool
        /// Whether /proc of the step's own processes is there.
        package var needsProc: Bool
        /// Whether the address space may be bounded where no control group is; some runtimes
        /// reserve far more than they use.
        package var boundsAddressSpace: Bool
        package var stackBytes: Int
        package var openFiles: Int
        /// The step's own limits, where it does not take the candidate's.
        package var limits: Limits?
    }

    /// A warm interpreter that forks the programs of runs, instead of a start for each.
    package struct Zygote: Sendable {
        /// Its own program, handed to the interpreter as an argument.
        package var program: String
        /// Trusted scripts that it holds compiled, and what each imports beside it.
        package var scripts: [SandboxFile]
        package var beside: [String: [String]]
        /// Modules that it imports; the first tier is everyone's, a further one is for programs that name it.
        package var tiers: [(name: String, modules: [String])]
        /// A program that holds one of these words could tell a warm interpreter from a fresh one.
        package var coldWords: [String]
    }

    package var language: String
    /// The name that a candidate's program takes in the box.
    package var sourceName: String
    /// The interpreter or compiler that was found, by its full path.
    package var tool: String
    package var environment: [String: String]
    package var compile: Step?
    package var run: Step
    package var zygote: Zygote?
    /// Prints the tool's version.
    package var versionCommand: [String]
}

extension Profile {
    /// Reads `Sandboxes/<language>/profile.yaml` below `home` and finds the tool that it names.
    ///
    /// - Throws: `profile` with file and line for a mistake in the file; `toolNotFound` when no
    ///   tool is there.
    package static func load(language: String, home: String) throws(SandboxError) -> Profile {
        let known = languages(home: home)
        guard known.contains(language) else {
            throw .profileNotFound(language: language, known: known)
        }
        let path = "\(home)/Sandboxes/\(language)/profile.yaml"
        guard let bytes = FileSystem.read(path, limit: YAMLReader.maximumBytes + 1) else {
            throw .profile(path: path, line: 1, problem: "the file cannot be read")
        }
        return try ProfileReader.read(bytes, path: path, language: language)
    }

    /// Names of the languages that have a profile, in order.
    package static func languages(home: String) -> [String] {
        FileSystem.matches("\(home)/Sandboxes/*/profile.yaml").compactMap { path in
            Home.parent(of: path).split(separator: "/").last.map(String.init)
        }.sorted()
    }
}

internal import LyditeCore
internal import LyditeFiles
internal import LyditeSandbox
internal import Synchronization

/// The profiles and helper programs of the home folder, read once.
final class TrustedFiles: Sendable {
    /// A file of the home folder that cannot be read.
    struct Unreadable: Error, CustomStringConvertible {
        var path: String
        var description: String { "cannot read \(path); pass --home or set LYDITE_HOME" }
    }

    private let home: String
    private let state = Mutex(State())

    private struct State {
        var files: [String: [UInt8]] = [:]
        var profiles: [String: Profile] = [:]
    }

    init(home: String) { self.home = home }

    func bytes(_ name: String) throws(Unreadable) -> [UInt8] {
        if let known = state.withLock({ $0.files[name] }) { return known }
        let path = home + "/" + name
        guard let bytes = try? FileBytes.read(path) else { throw Unreadable(path: path) }
        state.withLock { $0.files[name] = bytes }
        return bytes
    }

    /// A helper program of `Sandboxes/python` with modules beside it, which reads one JSON value.
    ///
    /// The order of a set of text is the same each time, so that it cannot choose what the helper makes.
    func pythonHelper(_ name: String, beside names: [String], input: JSON) throws -> Command {
        func file(_ name: String) throws -> SandboxFile {
            SandboxFile(name: name, bytes: try bytes("Sandboxes/python/" + name))
        }
        var command = Command.script(
            try file(name), beside: try names.map(file), profile: try profile("python"),
            input: Array(input.text.utf8))
        command.environment["PYTHONHASHSEED"] = "0"
        return command
    }

    func profile(_ language: String) throws(SandboxError) -> Profile {
        if let known = state.withLock({ $0.profiles[language] }) { return known }
        let profile = try Profile.load(language: language, home: home)
        state.withLock { $0.profiles[language] = profile }
        return profile
    }
}

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

    func profile(_ language: String) throws(SandboxError) -> Profile {
        if let known = state.withLock({ $0.profiles[language] }) { return known }
        let profile = try Profile.load(language: language, home: home)
        state.withLock { $0.profiles[language] = profile }
        return profile
    }
}

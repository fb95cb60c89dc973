internal import Glibc
internal import LyditeCore
internal import LyditeSandbox
internal import Synchronization

/// The profiles and helper programs of the home folder, read once.
final class TrustedFiles: Sendable {
    /// A file of the home folder that cannot be read.
    struct Unreadable: Error, CustomStringConvertible {
        var path: String
        var description: String { "cannot read \(path)" }
    }

    /// A helper is a few KiB.
    private static let maximumBytes = 1 << 20

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
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Unreadable(path: path) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Self.maximumBytes)
        var count = 0
        while count < bytes.count {
            let more = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress! + count, $0.count - count) }
            guard more >= 0 else { throw Unreadable(path: path) }
            if more == 0 { break }
            count += more
        }
        bytes.removeLast(bytes.count - count)
        let found = bytes
        state.withLock { $0.files[name] = found }
        return found
    }

    func profile(_ language: String) throws(SandboxError) -> Profile {
        if let known = state.withLock({ $0.profiles[language] }) { return known }
        let profile = try Profile.load(language: language, home: home)
        state.withLock { $0.profiles[language] = profile }
        return profile
    }
}

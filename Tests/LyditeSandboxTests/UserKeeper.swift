import Glibc
import Synchronization

@testable import LyditeSandbox

/// The keeper started by another command: as an ordinary user, or with less than it is used to.
struct UserKeeper {
    private static let count = Counter()
    let folder: String
    var path: String { folder + "/start" }

    /// Starts the keeper as `user`, without any group.
    init(user: uid_t) throws {
        try self.init(
            command:
                "exec /usr/bin/setpriv --reuid \(user) --regid \(user) --clear-groups KEEPER \"$@\""
        )
    }

    /// A shell script of one command, in which KEEPER stands for a copy of the keeper.
    init(command: String, keeper: String? = nil) throws {
        folder = "/tmp/lydite-keeper-test-\(getpid())-\(Self.count.next())"
        let bytes = FileSystem.read(
            try keeper ?? Home.findKeeper(explicit: nil), limit: 64 << 20)
        mkdir(folder, 0o755)
        chmod(folder, 0o755)
        write(bytes ?? [], to: "lydite-keeper")
        let script = command.replacing("KEEPER", with: folder + "/lydite-keeper")
        write(Array("#!/bin/sh\n\(script)\n".utf8), to: "start")
    }

    private func write(_ bytes: [UInt8], to name: String) {
        let file = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o755)
        _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        close(file)
    }

    func remove() {
        unlink(folder + "/start")
        unlink(folder + "/lydite-keeper")
        rmdir(folder)
    }
}

/// Numbers for names, one after another.
final class Counter: Sendable {
    private let value = Mutex(0)

    func next() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}

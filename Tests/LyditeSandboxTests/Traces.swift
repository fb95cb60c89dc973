import Glibc

@testable import LyditeSandbox

/// What a run could leave on the machine, beside its control groups.
struct Traces: Equatable {
    var mounts: [String]
    var files: [String]
    var segments: [[UInt8]?]

    /// Mounts, files and objects of System V and POSIX in sight of the host.
    static var ofSandboxes: Traces {
        let names = [
            "/dev/shm/*lydite*", "/dev/mqueue/*",
            "/tmp/message-of-a-program", "/var/tmp/message-of-a-program", "/lydite-breach",
            "/*/lydite-breach", "/usr/*/lydite-breach",
        ]
        let tables = ["shm", "sem", "msg"].map { name -> [UInt8]? in
            // Only who made what: times and sizes of others change.
            let bytes = FileSystem.read("/proc/sysvipc/\(name)", limit: 1 << 20)
            return bytes.map { Array("\($0.split(separator: 10).count)".utf8) }
        }
        return Traces(
            mounts: mounts,
            files: names.flatMap(FileSystem.matches), segments: tables)
    }

    /// Mount points in sight of the host, but for the small disks of tests that run at the same time.
    private static var mounts: [String] {
        let table = FileSystem.read("/proc/self/mountinfo", limit: 1 << 20) ?? []
        return table.split(separator: 10).compactMap { line in
            let fields = line.split(separator: 0x20)
            guard fields.count > 4 else { return nil }
            let point = String(decoding: fields[4], as: UTF8.self)
            return point.contains("/lydite-test-") ? nil : point
        }
    }

    /// Folders of the bare level that keepers have left.
    static func boxes(of keepers: some Sequence<pid_t>) -> [String] {
        keepers.flatMap { FileSystem.matches("{/tmp,/var/tmp}/lydite-box-\($0)-*") }
    }

    /// Processes of one user that run or wait, with their states: one that is dead and not yet asked
    /// for by its parent does nothing any more.
    static func processes(of user: uid_t) -> [String] {
        FileSystem.matches("/proc/[0-9]*").filter { path in
            var info = stat()
            return stat(path, &info) == 0 && info.st_uid == user
        }
        .map { path in
            let bytes = FileSystem.read(path + "/stat", limit: 1 << 12) ?? []
            return String(decoding: bytes.prefix(60), as: UTF8.self)
        }
        .filter { state in
            guard let end = state.utf8.lastIndex(of: UInt8(ascii: ")")) else { return false }
            return !state[end...].hasPrefix(") Z")
        }
    }
}

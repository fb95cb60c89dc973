import Glibc

@testable import LyditeSandbox

/// What a run could leave on the machine, beside its control groups.
struct Traces: Equatable {
    var mounts: [UInt8]?
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
            mounts: FileSystem.read("/proc/self/mountinfo", limit: 1 << 20),
            files: names.flatMap(FileSystem.matches), segments: tables)
    }

    /// Folders of the bare level that keepers have left.
    static func boxes(of keepers: some Sequence<pid_t>) -> [String] {
        keepers.flatMap { FileSystem.matches("{/tmp,/var/tmp}/lydite-box-\($0)-*") }
    }

    /// Processes of one user, with their states.
    static func processes(of user: uid_t) -> [String] {
        FileSystem.matches("/proc/[0-9]*").filter { path in
            var info = stat()
            return stat(path, &info) == 0 && info.st_uid == user
        }
        .map { path in
            let bytes = FileSystem.read(path + "/stat", limit: 1 << 12) ?? []
            return String(decoding: bytes.prefix(60), as: UTF8.self)
        }
    }
}

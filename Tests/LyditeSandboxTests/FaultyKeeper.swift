import Glibc
import LyditeCore

@testable import LyditeSandbox

/// A keeper in which one call fails, built from the shipped sources by gcc; and a program that tells of
/// its surroundings.
struct FaultyKeeper {
    /// One call in turn: its name, and how many came before it.
    struct Fault: Hashable, CustomStringConvertible {
        var name: String
        var number: Int
        var description: String { "\(name):\(number)" }
    }

    static let hasCompiler = FileSystem.isExecutable("/usr/bin/gcc")
    private static let sources = Home.parent(of: "\(#filePath)")
    private static let root = Home.parent(of: Home.parent(of: sources))

    let folder: String
    let starter: UserKeeper
    private let counts: String

    init() throws {
        folder = "/tmp/lydite-faults-\(getpid())"
        mkdir(folder, 0o755)
        counts = folder + "/counts"
        let wraps = Self.wrapped.split(whereSeparator: \.isWhitespace).map { "-Wl,--wrap=\($0)" }
        try Self.compile(
            "\(Self.root)/Sources/Keeper/*.c \(Self.sources)/Faults/faults.c",
            wraps.joined(separator: " ") + " -lseccomp", to: folder + "/keeper")
        try Self.compile("\(Self.sources)/Faults/inspector.c", "", to: folder + "/inspector")
        starter = try UserKeeper(
            command: """
                read -r LYDITE_FAULT < \(folder)/fault
                LYDITE_FAULT_COUNTS=\(counts)
                export LYDITE_FAULT LYDITE_FAULT_COUNTS
                exec KEEPER "$@"
                """, keeper: folder + "/keeper")
    }

    /// - Parameter options: Further words, such as sanitizers.
    static func compile(_ files: String, _ options: String, to path: String) throws {
        let command =
            "/usr/bin/gcc -std=gnu11 -O1 -g -U_FORTIFY_SOURCE -o \(path) \(files) \(options) 2>\(path).log"
        guard system(command) == 0 else {
            let log = FileSystem.read(path + ".log", limit: 1 << 20) ?? []
            throw SandboxError.protocolError(String(decoding: log, as: UTF8.self))
        }
    }

    /// Has the next keepers fail at `fault`, counting from nothing.
    func arm(_ fault: Fault?, errno number: Int32 = EIO) {
        unlink(counts)
        let text = fault.map { "\($0):\(number)\n" } ?? "none:0:0\n"
        let file = open(folder + "/fault", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        _ = write(file, text, text.utf8.count)
        close(file)
    }

    /// How often each call was made since the last `arm`.
    ///
    /// - Source: `struct count` of Faults/faults.c.
    var calls: [(name: String, count: Int)] {
        let bytes = FileSystem.read(counts, limit: 1 << 16) ?? []
        return stride(from: 0, to: bytes.count - 31, by: 32).compactMap { at in
            let name = String(decoding: bytes[at..<at + 28].prefix { $0 != 0 }, as: UTF8.self)
            let count = bytes[at + 28..<at + 32].reversed().reduce(0) { $0 << 8 | Int($1) }
            return name.isEmpty ? nil : (name, count)
        }
    }

    func remove() {
        starter.remove()
        for name in ["keeper", "keeper.log", "inspector", "inspector.log", "fault", "counts"] {
            unlink("\(folder)/\(name)")
        }
        rmdir(folder)
    }

    /// A job whose output tells of each layer.
    var inspection: Command {
        let libraries = ["/lib", "/lib64", "/usr/lib64", "/usr/lib/*-linux-gnu"]
        let step = Profile.Step(
            command: ["{box}/inspector"], paths: libraries.flatMap(FileSystem.matches),
            calls: SystemCallPolicy(base: .wide), isBoxWritable: true, needsProc: false,
            boundsAddressSpace: true, stackBytes: 8 << 20, openFiles: 64, limits: nil)
        let profile = Profile(
            language: "inspector", sourceName: "inspector", tool: "", environment: [:],
            compile: nil, run: step, versionCommand: [])
        let bytes = FileSystem.read(folder + "/inspector", limit: 1 << 24) ?? []
        return Command(
            profile: profile,
            files: [SandboxFile(name: "inspector", bytes: bytes, isExecutable: true)])
    }

    private static let wrapped = """
        mount umount2 unshare setns fork socketpair pipe2 mkdir chdir symlink sethostname setsid dup2 dup3
        setgroups setresgid setresuid setrlimit getrlimit execve lstat statfs fchown lchown fchmod chmod
        socket bind setsockopt setpriority write pwrite pread read readlink send recvmsg sendmsg malloc
        calloc open openat fcntl prctl syscall
        """
}

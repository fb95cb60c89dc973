internal import Glibc
internal import LyditeCore

/// One running keeper and the socket to it.
///
/// Closing the socket ends the keeper and everything it runs; so does our own death.
final class KeeperProcess {
    let pid: pid_t
    let socket: Int32
    private(set) var isolation = Isolation(level: .full, namespaces: [], cgroup: nil, uid: nil)
    /// The box as programs see it.
    private(set) var boxPath = "/box"
    /// Filters that the keeper holds, oldest first; it keeps the last sixteen.
    private var filters: [(policy: SystemCallPolicy, id: UInt32)] = []
    private var nextFilter: UInt32 = 1
    private static let heldFilters = 16
    /// The warm interpreters that it holds.
    var zygotes = ZygotePool()
    private var isEnded = false

    /// Starts the keeper and has it take a slot at `level`.
    init(path: String, level: Isolation.Level, slot: Int, asked: IsolationChoice)
        throws(SandboxError)
    {
        (pid, socket) = try Self.spawn(path)
        do throws(SandboxError) {
            try greet(level: level, slot: slot, asked: asked)
        } catch {
            end()
            throw error
        }
    }

    deinit { end() }

    private static func spawn(_ path: String) throws(SandboxError) -> (pid_t, Int32) {
        var pair: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else {
            throw .system(call: "socketpair", errno: errno)
        }
        defer { close(pair[1]) }
        do throws(ChildProcess.Failure) {
            let pid = try ChildProcess.start(
                path, ["lydite-keeper", "--serve"], descriptors: [(pair[1], 3)], isBare: true,
                hasOwnGroup: false)
            return (pid, pair[0])
        } catch {
            close(pair[0])
            throw .keeperNotStarted(path: path, errno: error.errno)
        }
    }

    private func greet(
        level: Isolation.Level, slot: Int, asked: IsolationChoice
    ) throws(SandboxError) {
        var hello = FrameWriter()
        hello.u32(KeeperFrame.magic)
        hello.u32(KeeperFrame.version)
        hello.u32(level == .full ? 0 : level == .noCgroup ? 1 : 2)
        hello.u32(UInt32(slot))
        try send(.hello, hello.bytes, during: "start")
        let (kind, payload) = try receive(during: "start")
        var reply = FrameReader(payload)
        if kind == .error { throw failure(&reply, asked: asked) }
        guard kind == .ready else { throw .protocolError("frame \(kind)") }
        guard reply.u32() == KeeperFrame.version else {
            throw .keeperVersion(found: "of another release", wanted: KeeperFrame.version)
        }
        guard reply.u32() == (level == .full ? 0 : level == .noCgroup ? 1 : 2) else {
            throw .protocolError("a level that was not asked for")
        }
        let group = reply.u32()
        let isRoot = reply.u32() == 1
        let uid = Int(reply.u32())
        boxPath = reply.string()
        guard !reply.isBad else { throw .protocolError("a short greeting") }
        let namespaces = ["pid", "mount", "ipc", "net", "uts"]
        isolation = Isolation(
            level: level,
            namespaces: level == .bareSeccomp ? [] : isRoot ? namespaces : ["user"] + namespaces,
            cgroup: group == 0 ? nil : "v\(group)", uid: isRoot ? uid : nil)
    }

    /// Reads an ERROR frame.
    func failure(_ reply: inout FrameReader, asked: IsolationChoice) -> SandboxError {
        let kind = reply.u32()
        let number = Int32(bitPattern: reply.u32())
        let stage = reply.string()
        let detail = reply.string()
        switch kind {
        case 1: return .missingLayer(layer: stage, detail: detail, asked: asked)
        case 2: return .stage(stage, errno: number, detail: detail)
        default:
            return stage == "version"
                ? .keeperVersion(found: detail, wanted: KeeperFrame.version)
                : .protocolError("\"\(stage)\"")
        }
    }

    /// Makes a fresh box. It is not answered, nor is a file: the next run tells of a failure.
    func resetBox(bytes: Int, inodes: Int) throws(SandboxError) {
        var frame = FrameWriter()
        frame.u64(UInt64(bytes))
        frame.u64(UInt64(inodes))
        try send(.box, frame.bytes, during: "box")
    }

    func write(_ file: SandboxFile) throws(SandboxError) {
        guard SandboxFile.isGoodName(file.name) else { throw .fileName(file.name) }
        guard file.bytes.count < KeeperFrame.maximumBytes - 1024 else {
            throw .stage("file", errno: EFBIG, detail: file.name)
        }
        var frame = FrameWriter()
        frame.string(file.name)
        frame.u32(file.isExecutable ? 0o755 : 0o644)
        frame.data(file.bytes)
        try send(.file, frame.bytes, during: "file")
    }

    /// All files of the box; none where it holds anything but a few plain files.
    func collect() throws(SandboxError) -> [SandboxFile] {
        try send(.collect, [], during: "collect")
        let (kind, payload) = try receive(during: "collect")
        guard kind == .files else { throw .protocolError("frame \(kind)") }
        var reply = FrameReader(payload)
        var files: [SandboxFile] = []
        for _ in 0..<reply.u32() where !reply.isBad {
            let name = reply.string()
            reply.skip()  // the zero byte that ends it for C
            let isExecutable = reply.u32() == 1
            files.append(SandboxFile(name: name, bytes: reply.data(), isExecutable: isExecutable))
        }
        guard !reply.isBad, files.allSatisfy({ SandboxFile.isGoodName($0.name) }) else { return [] }
        return files
    }

    /// The number of a filter that the keeper holds, compiled there when it is new.
    func filter(_ policy: SystemCallPolicy) throws(SandboxError) -> UInt32 {
        if let held = filters.first(where: { $0.policy == policy }) { return held.id }
        let id = nextFilter
        nextFilter += 1
        var frame = FrameWriter()
        frame.u32(id)
        policy.encode(into: &frame)
        try exchange(.filter, frame.bytes, during: "filter")
        filters.append((policy, id))
        if filters.count > Self.heldFilters { filters.removeFirst() }
        return id
    }

    func exchange(
        _ kind: KeeperFrame, _ payload: [UInt8], during: String
    ) throws(SandboxError) {
        try send(kind, payload, during: during)
        let (answer, bytes) = try receive(during: during)
        var reply = FrameReader(bytes)
        if answer == .error { throw failure(&reply, asked: .full) }
        guard answer == .done else { throw .protocolError("frame \(answer)") }
    }

    /// Closes the socket and waits for the keeper, which first ends its run and leaves its groups.
    func end() {
        guard !isEnded else { return }
        isEnded = true
        close(socket)
        var status: Int32 = 0
        // Emptying a folder of the bare level may take its time on a busy disk.
        for _ in 0..<5000 {
            let result = waitpid(pid, &status, WNOHANG)
            if result == pid || (result < 0 && errno != EINTR) { return }
            usleep(2000)
        }
        kill(pid, SIGKILL)
        waitpid(pid, &status, 0)
    }
}

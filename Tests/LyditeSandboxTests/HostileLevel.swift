import Glibc
import LyditeCore
import Testing

@testable import LyditeSandbox

/// One way to run all hostile programs: a level, a user, with warm interpreters or without.
enum HostileLevel: String, CaseIterable, CustomTestStringConvertible {
    case full, warm, noCgroup, warmNoCgroup, bare, userNoCgroup, userBare

    var testDescription: String { rawValue }

    var isolation: IsolationChoice {
        switch self {
        case .full, .warm: .full
        case .noCgroup, .warmNoCgroup, .userNoCgroup: .noCgroup
        case .bare, .userBare: .bareSeccomp
        }
    }

    var isWarm: Bool { self == .warm || self == .warmNoCgroup }
    var isUser: Bool { self == .userNoCgroup || self == .userBare }

    /// What is tried at this level. Compilers see the same root with control groups or without.
    var programs: [HostileProgram] {
        let all = HostileProgram.all.filter { Fixture.has($0.language) }
        switch self {
        case .full: return all
        case .warm, .warmNoCgroup: return all.filter { $0.language == "python" }
        case .noCgroup: return all.filter { !$0.path.contains("/compile-") }
        case .bare, .userNoCgroup, .userBare: return all.filter(\.isForEveryLevel)
        }
    }

    func endings(of program: HostileProgram) -> Set<Run.Ending> {
        switch isolation {
        case .full, .best: program.endings
        case .noCgroup: program.endings.union(program.weakerEndings)
        case .bareSeccomp:
            program.endings.union(program.weakerEndings).union(program.bareEndings)
        }
    }

    /// Without groups a tree may exceed its memory between two looks.
    var allowedMemory: Int { isolation == .full ? 136 << 20 : 512 << 20 }
}

/// Sandboxes of one slot each, so that what is left after a run has one culprit.
actor HostilePool {
    private var free: [KeeperSandbox]
    private var waiting: [CheckedContinuation<KeeperSandbox, Never>] = []
    private let all: [KeeperSandbox]

    init(_ level: HostileLevel, count: Int, keeperPath: String?) {
        all = (0..<count).map { _ in
            KeeperSandbox(
                home: Fixture.home, isolation: level.isolation, keeperPath: keeperPath,
                zygotes: level.isWarm ? .always : .never)
        }
        free = all
    }

    func take() async -> KeeperSandbox {
        if let sandbox = free.popLast() { return sandbox }
        return await withCheckedContinuation { waiting.append($0) }
    }

    func give(_ sandbox: KeeperSandbox) {
        guard !waiting.isEmpty else { return free.append(sandbox) }
        waiting.removeFirst().resume(returning: sandbox)
    }

    /// Ends them all.
    ///
    /// - Returns: The process ids that their keepers had.
    func shutDown() async -> [pid_t] {
        var keepers: [pid_t] = []
        for sandbox in all {
            keepers += await sandbox.keepers
            await sandbox.shutDown()
        }
        return keepers
    }
}

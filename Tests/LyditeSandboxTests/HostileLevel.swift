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

    /// Which third of the programs this level takes in a short run; nil for all of them.
    private var third: Int? {
        switch self {
        case .full, .warm: nil
        case .noCgroup, .warmNoCgroup: 0
        case .bare: 1
        case .userNoCgroup: 2
        case .userBare: 0
        }
    }

    /// What is tried at this level: with control groups everything, at each weaker level another third,
    /// and all with LYDITE_HOSTILE=all. Compilers see the same root with control groups or without.
    var programs: [HostileProgram] {
        var all = HostileProgram.all.filter { Fixture.has($0.language) }
        if isWarm { all.removeAll { $0.language != "python" } }
        if isolation != .full { all.removeAll { $0.path.contains("/compile-") } }
        if isolation == .bareSeccomp || isUser { all.removeAll { !$0.isForEveryLevel } }
        guard let third, Home.variable("LYDITE_HOSTILE") != "all" else { return all }
        return all.indices.filter { $0 % 3 == third }.map { all[$0] }
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
    var allowedMemory: Int { isolation == .full ? 136 << 20 : 768 << 20 }
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

import LyditeCore
import LyditeSandbox
import Synchronization

/// A sandbox that runs nothing: every run comes out as the next one of a list.
final class FakeSandbox: Sandbox {
    static let level = Isolation(level: .full, namespaces: [], cgroup: nil, uid: nil)

    private let runs: Mutex<[Run]>
    private let count = Mutex(0)

    init(_ runs: [Run]) { self.runs = Mutex(runs) }

    var runCount: Int { count.withLock { $0 } }

    var isolation: Isolation {
        get async throws(SandboxError) { Self.level }
    }

    func run(_ command: Command, limits: Limits) async throws(SandboxError) -> Run {
        count.withLock { $0 += 1 }
        return runs.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
    }

    func run<D: Dialogue>(
        _ command: Command, limits: Limits, dialogue: D
    ) async throws(SandboxError) -> DialogueRun<D> {
        (try await run(command, limits: limits), dialogue, false)
    }

    static func printed(_ text: String, cpu: Duration) -> Run {
        let bytes = Array(text.utf8)
        return Run(
            ending: .exited, exitCode: 0,
            standardOutput: Run.Stream(bytes: bytes, total: bytes.count), cpu: cpu,
            isolation: level)
    }
}

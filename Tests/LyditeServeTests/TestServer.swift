import Foundation
import LyditeSandbox
import Support

@testable import LyditeServe

/// A server for one test.
enum TestServer {
    static let token = "0123456789abcdef0123"

    static func run<Result>(
        _ change: (inout ServeSettings) -> Void = { _ in }, home: String? = Project.root,
        _ body: @Sendable (LyditeServer) async throws -> Result
    ) async throws -> Result {
        var settings = ServeSettings()
        settings.port = 0
        settings.drainTime = .seconds(2)
        change(&settings)
        let server = try LyditeServer(settings, home: home, isolation: .best)
        do {
            // A test that blocks must not hold a thread that the server's work needs.
            let result = try await apart { try await body(server) }
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    static func json(_ text: String) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    }

    /// Does on threads of its own what may block.
    static func apart<Result>(
        _ body: @Sendable () async throws -> Result
    ) async rethrows -> Result {
        try await withTaskExecutorPreference(OwnThreads()) { try await body() }
    }

    /// Runs each piece of a task on a thread of its own.
    private final class OwnThreads: TaskExecutor {
        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }

    /// The `error` object of a native answer.
    static func error(_ answer: RawClient.Answer?) -> [String: Any] {
        json(answer?.body ?? "")["error"] as? [String: Any] ?? [:]
    }
}

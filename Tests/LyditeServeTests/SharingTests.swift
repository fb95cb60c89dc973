import Foundation
import LyditeCore
import LyditeSandbox
import Synchronization
import Testing

@testable import LyditeServe

/// What requests do to one another, and to the end of a server.
struct SharingTests {
    @Test func `a list of slow rows lets others in between them`() async throws {
        let row = Array(#"{"gold":"(x+y+z)^{12}","pred":"(z+y+x)^{12}"}"#.utf8)
        var settings = ServeSettings()
        settings.jobs = 1
        let service = VerdictService(settings: settings, home: nil, isolation: .best)
        let bytes = [UInt8]([[UInt8]](repeating: row, count: 512).joined())
        let rows = (0..<512).map { $0 * row.count..<($0 + 1) * row.count }
        let list = Progress()
        // One thread, which both share: the other comes in only where the list lets it.
        let thread = WorkerThreads(count: 1)
        let turns = try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask(executorPreference: thread) {
                let verifier = service.verifier(isStrict: false)
                let outputs = try await service.verify(rows, of: bytes, by: verifier)
                list.isDone.store(true, ordering: .relaxed)
                return outputs.count - 512
            }
            group.addTask(executorPreference: thread) {
                var turns = 0
                while !list.isDone.load(ordering: .relaxed) {
                    turns += 1
                    await Task.yield()
                }
                return turns
            }
            return try await group.reduce(0, +)
        }
        // The eight parts in which the rows are handed out are all the chances that there would be.
        #expect(turns > 20, "the other task had \(turns) turns")
    }

    @Test func `a server that cannot end its work is not torn down below it`() async throws {
        let handler = StuckHandler()
        var settings = ServeSettings()
        settings.port = 0
        let listener = try Listener(host: settings.host, port: 0)
        let daemon = try HTTPDaemon(settings: settings, handler: handler)
        try daemon.start(listening: listener.descriptor)
        let client = try RawClient("http://127.0.0.1:\(listener.port)")
        client.send(RawClient.head("GET", "/healthz", [], length: 0))
        await handler.begun()
        #expect(!daemon.stop(within: .milliseconds(50)))
        let late = try RawClient("http://127.0.0.1:\(listener.port)")
        #expect(late.ask("GET", "/healthz") == nil)
        handler.release()
        #expect(client.answer()?.status == 200)
        #expect(daemon.stop(within: .seconds(600)))
    }

    private final class Progress: Sendable {
        let isDone = Atomic<Bool>(false)
    }
}

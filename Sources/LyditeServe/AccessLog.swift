internal import Glibc
internal import LyditeCore
internal import Synchronization

/// One line of JSON for each request: which route, how it ended, what was judged; never what anyone wrote.
///
/// A thread of its own writes them, so that a log that nobody reads holds no request up.
final class AccessLog: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var dropped = 0
        var isClosed = false
    }

    /// Lines that wait to be written; more are counted and dropped.
    private static let mostBytes = 4 << 20

    private let state = Mutex(State())
    private let signal = Semaphore()
    private let ended = Semaphore()
    private let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
        DetachedThread.start { [self] in
            while let bytes = take() { write(bytes) }
            ended.post()
        }
    }

    func add(_ record: RequestRecord) {
        let line = Self.line(record)
        let isFirst = state.withLock { state -> Bool in
            guard state.bytes.count < Self.mostBytes else {
                state.dropped += 1
                return false
            }
            defer { state.bytes += line }
            return state.bytes.isEmpty
        }
        if isFirst { signal.post() }
    }

    /// Writes what is left, then ends the thread. Blocks.
    func close() {
        state.withLock { $0.isClosed = true }
        signal.post()
        ended.wait()
    }

    static func line(_ record: RequestRecord) -> [UInt8] {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.member("time", .double(Double(now.tv_sec) + Double(now.tv_nsec / 1_000_000) / 1000))
        // Only methods and paths that we know ourselves: either could be any text, or hold a token.
        writer.member("method", .string(record.route?.method ?? "other"))
        writer.member("route", .string(record.route?.path ?? "unknown"))
        writer.member("status", .integer(Int64(record.status)))
        writer.member("seconds", .double((record.seconds * 1e6).rounded() / 1e6))
        writer.member("bytesIn", .integer(Int64(record.bytesIn)))
        writer.member("bytesOut", .integer(Int64(record.bytesOut)))
        if record.tally.rows > 0 {
            writer.member("correct", .integer(Int64(record.tally.correct)))
            writer.member("incorrect", .integer(Int64(record.tally.incorrect)))
            writer.member(
                "undecided",
                .object(
                    Cause.allCases.compactMap { cause in
                        record.tally.undecided[cause].map {
                            JSON.Member(cause.rawValue, .integer(Int64($0)))
                        }
                    }))
        }
        writer.endObject()
        writer.newline()
        return writer.bytes
    }

    private func take() -> [UInt8]? {
        while true {
            signal.wait()
            let (bytes, isClosed) = state.withLock { state in
                defer {
                    state.bytes = []
                    state.dropped = 0
                }
                var bytes = state.bytes
                if state.dropped > 0 {
                    bytes += Array("{\"dropped\":\(state.dropped)}\n".utf8)
                }
                return (bytes, state.isClosed)
            }
            if isClosed { signal.post() }
            if !bytes.isEmpty { return bytes }
            if isClosed { return nil }
        }
    }

    /// What cannot be written is lost: a server goes on when its log's reader went away.
    private func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var at = 0
            while at < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress! + at, buffer.count - at)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return }
                at += count
            }
        }
    }
}

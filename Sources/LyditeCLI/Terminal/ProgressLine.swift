internal import LyditeCore
internal import Synchronization

/// One line about long work: rewritten on a terminal, printed every ten seconds elsewhere.
///
/// Nothing is shown in the first two seconds, so quick work stays quiet.
final class ProgressLine: Sendable {
    /// The rate is taken over this time, as some units cost a thousand times more than others.
    private static let window: Duration = .seconds(6)

    private struct State {
        var last: ContinuousClock.Instant?
        var isShown = false
        /// Where the present and the next window began.
        var marks: [(time: ContinuousClock.Instant, done: Int)] = []
    }

    private let began = ContinuousClock.now
    private let isQuiet: Bool
    private let state = Mutex(State())

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    /// - Parameters:
    ///   - done: Units finished.
    ///   - total: Units in all; nil while that is unknown.
    ///   - earlier: Units among ``done`` that cost nothing now; the rate leaves them out.
    ///   - accepted: What has been kept of them so far, in words.
    func update(done: Int, total: Int?, earlier: Int = 0, accepted: String) {
        guard !isQuiet else { return }
        let now = ContinuousClock.now
        let rate = state.withLock { state -> Double? in
            let wait: Duration = Terminal.isErrorTerminal ? .milliseconds(200) : .seconds(10)
            if state.marks.isEmpty { state.marks = [(began, 0)] }
            if let last = state.marks.last, now - last.time >= Self.window {
                state.marks.append((now, done - earlier))
            }
            if state.marks.count > 2 { state.marks.removeFirst() }
            guard now - began >= .seconds(2), state.last.map({ now - $0 >= wait }) ?? true else {
                return nil
            }
            state.last = now
            state.isShown = true
            return Double(done - earlier - state.marks[0].done)
                / max((now - state.marks[0].time).seconds, 0.001)
        }
        guard let rate else { return }
        let text = line(done: done, total: total, accepted: accepted, rate: rate)
        Terminal.raw(Terminal.isErrorTerminal ? "\r\u{1B}[K" + text : text + "\n")
    }

    /// Does the work that the line tells of, and clears the line after it, however it ended.
    func during<Value>(_ work: () async throws -> Value) async rethrows -> Value {
        defer { end() }
        return try await work()
    }

    /// Clears the line, so that what follows starts at the left margin.
    func end() {
        guard Terminal.isErrorTerminal, state.withLock({ $0.isShown }) else { return }
        Terminal.raw("\r\u{1B}[K")
    }

    private func line(done: Int, total: Int?, accepted: String, rate: Double) -> String {
        var text = total.map { "\(done)/\($0)" } ?? "\(done)"
        text += rate >= 10 ? "  \(Int(rate))/s" : "  \(Double(Int(rate * 10)) / 10)/s"
        if let total, rate > 0, total >= done {
            text += "  \(Self.clock(Double(total - done) / rate)) left"
        }
        return text + "  " + accepted
    }

    private static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return whole < 100 ? "\(whole) s" : whole < 6000 ? "\(whole / 60) min" : "\(whole / 3600) h"
    }
}

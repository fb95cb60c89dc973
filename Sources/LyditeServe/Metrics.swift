internal import LyditeCore
internal import Synchronization

/// Counters of a server, told in Prometheus' text format.
///
/// - Source: prometheus.io/docs/instrumenting/exposition_formats, version 0.0.4.
final class Metrics: Sendable {
    /// Upper bounds of the buckets, in seconds.
    private static let bounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 10, 60]

    private struct Key: Hashable, Comparable {
        var route: String
        var status: Int

        static func < (left: Key, right: Key) -> Bool {
            (left.route, left.status) < (right.route, right.status)
        }
    }

    private struct Times {
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
        var sum = 0.0
        var count = 0
    }

    private struct State {
        var requests: [Key: Int] = [:]
        var times: [String: Times] = [:]
        var tally = VerdictTally()
        var bytesIn = 0
        var bytesOut = 0
    }

    private let state = Mutex(State())

    func add(_ record: RequestRecord) {
        // Paths that are no routes share one name: the number of names is bounded.
        let route = record.route?.path ?? "unknown"
        state.withLock { state in
            state.requests[Key(route: route, status: record.status), default: 0] += 1
            var times = state.times[route] ?? Times()
            times.sum += record.seconds
            times.count += 1
            for (index, bound) in Self.bounds.enumerated() where record.seconds <= bound {
                times.buckets[index] += 1
            }
            state.times[route] = times
            state.tally.add(record.tally)
            state.bytesIn += record.bytesIn
            state.bytesOut += record.bytesOut
        }
    }

    /// - Parameter gauges: What is so at the moment, by name, with a word on each.
    func text(gauges: [(name: String, help: String, value: Int)]) -> String {
        let state = state.withLock { $0 }
        var lines: [String] = []
        func head(_ name: String, _ kind: String, _ help: String) {
            lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(kind)"]
        }
        head("lydite_requests_total", "counter", "Requests by route and status.")
        for (key, count) in state.requests.sorted(by: { $0.key < $1.key }) {
            lines.append(
                "lydite_requests_total{route=\"\(key.route)\",status=\"\(key.status)\"} \(count)")
        }
        head("lydite_request_seconds", "histogram", "From a request's head to its answer's end.")
        for (route, times) in state.times.sorted(by: { $0.key < $1.key }) {
            for (bound, count) in zip(Self.bounds, times.buckets) {
                lines.append(
                    "lydite_request_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(count)")
            }
            lines += [
                "lydite_request_seconds_bucket{route=\"\(route)\",le=\"+Inf\"} \(times.count)",
                "lydite_request_seconds_sum{route=\"\(route)\"} \(times.sum)",
                "lydite_request_seconds_count{route=\"\(route)\"} \(times.count)",
            ]
        }
        head("lydite_verdicts_total", "counter", "Judged rows by verdict.")
        lines += [
            "lydite_verdicts_total{verdict=\"correct\",cause=\"\"} \(state.tally.correct)",
            "lydite_verdicts_total{verdict=\"incorrect\",cause=\"\"} \(state.tally.incorrect)",
        ]
        for cause in Cause.allCases {
            guard let count = state.tally.undecided[cause] else { continue }
            lines.append(
                "lydite_verdicts_total{verdict=\"undecided\",cause=\"\(cause.rawValue)\"} \(count)")
        }
        head("lydite_bytes_total", "counter", "Bytes of bodies.")
        lines += [
            "lydite_bytes_total{way=\"in\"} \(state.bytesIn)",
            "lydite_bytes_total{way=\"out\"} \(state.bytesOut)",
        ]
        for gauge in gauges {
            head(gauge.name, "gauge", gauge.help)
            lines.append("\(gauge.name) \(gauge.value)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

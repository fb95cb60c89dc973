internal import LyditeCore

/// What a request is answered.
struct HTTPAnswer: Sendable {
    var status: Int
    var body: [UInt8]
    var contentType = "application/json"
    var headers: [(name: String, value: String)] = []
    /// What was judged, for the log and the metrics.
    var tally = VerdictTally()

    init(status: Int, body: [UInt8], contentType: String = "application/json") {
        self.status = status
        self.body = body
        self.contentType = contentType
    }

    init(status: Int = 200, _ json: JSON) {
        var writer = JSONWriter(capacity: 256)
        writer.value(json)
        writer.newline()
        self.init(status: status, body: writer.bytes)
    }
}

/// Verdicts by what they say.
struct VerdictTally: Sendable {
    private(set) var correct = 0
    private(set) var incorrect = 0
    private(set) var undecided: [Cause: Int] = [:]

    var rows: Int { correct + incorrect + undecided.values.reduce(0, +) }

    mutating func add(_ verdict: Verdict) {
        switch verdict {
        case .correct: correct += 1
        case .incorrect: incorrect += 1
        case .undecided(let cause): undecided[cause, default: 0] += 1
        }
    }

    mutating func add(_ other: VerdictTally) {
        correct += other.correct
        incorrect += other.incorrect
        undecided.merge(other.undecided, uniquingKeysWith: +)
    }
}

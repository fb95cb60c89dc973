/// One request, as the log and the metrics know it: nothing that a candidate wrote.
struct RequestRecord: Sendable {
    var method: String
    var route: Route?
    /// 499 for one whose client went away before it was answered.
    var status: Int
    var bytesIn: Int
    var bytesOut: Int
    var seconds: Double
    var tally: VerdictTally
}

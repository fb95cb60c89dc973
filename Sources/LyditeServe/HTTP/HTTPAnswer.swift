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

internal import LyditeCore

/// One route: how it is found, what it takes, what it answers. The OpenAPI document is made of these too.
struct Route: Sendable {
    typealias Work =
        @Sendable (HTTPRequest, VerdictService) async throws(RequestFailure) -> HTTPAnswer

    enum Body: Sendable {
        case none
        case shape(BodyShape)
        /// Rows of `lydite verify`: one, a list, or lines.
        case rows
    }

    var method: String
    var path: String
    var interface = Interface.native
    var summary: String
    var body = Body.none
    /// Whether it answers without a token: probes that tell nothing.
    var isOpen = false
    /// Statuses beside 200 that this route itself may answer.
    var failures: [Int] = []
    var answerType = "application/json"
    /// Whether it takes a place among the requests under way.
    var isWork: Bool { method == "POST" }
    var work: Work
}

/// What is known of a request before its body comes.
struct RequestHead: Sendable {
    var method: String
    /// As it was sent, a token in it included: never to be logged.
    var path: String
    var contentLength: Int?
    var authorization: String?
    /// Set by browsers for what a web page sends.
    var origin: String?
    /// Whether the client waits for a word before it sends the body.
    var expectsContinue = false
    /// Whether its length is told once, in a way that every server reads alike.
    var hasClearLength = true
    var request: HTTPRequest
}

/// The parts of a request's path: a token that stands in it, and the rest.
struct RequestPath: Equatable {
    var token: String?
    var path: String

    /// `/t/TOKEN/run_code` is `/run_code` with a token.
    init(_ text: String) {
        let text = Self.withoutServer(text)
        path = text
        if text.hasPrefix("/t/") {
            let rest = text.dropFirst(3)
            if let slash = rest.firstIndex(of: "/") {
                token = String(rest[..<slash])
                path = String(rest[slash...])
            }
        }
        // One slash too many at the end is what people type.
        if path.count > 1, path.hasSuffix("/") { path.removeLast() }
    }

    /// - Source: RFC 9112, section 3.2.2: a server must take the absolute form of a request's target too.
    private static func withoutServer(_ text: String) -> String {
        guard text.prefix(7).lowercased() == "http://" else { return text }
        let rest = text.dropFirst(7)
        return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    }
}

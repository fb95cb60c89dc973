package import LyditeCore

/// One endpoint: where it is and how much it may be asked. Nothing of it decides what a run makes save ``body``.
package struct EndpointSettings: Sendable {
    /// The base address, such as `http://127.0.0.1:8000/v1`; empty where nothing is sent.
    package var url = ""
    /// The line of the file where it stands; 0 for options of the command line.
    package var line = 0
    /// The secret, as it was read from its file or variable.
    package var key: EndpointKey?
    package var headers: [(name: String, value: String)] = []
    /// Members that each request gets beside our own.
    package var body: [JSON.Member] = []
    package var concurrency = 64
    package var requestsPerMinute: Int?
    package var tokensPerMinute: Int?
    package var connectTime: Duration = .seconds(10)
    package var totalTime: Duration = .seconds(600)
    /// The wait before the first repetition; it doubles with each further one.
    package var retryDelay: Duration = .seconds(0.5)

    package init() {}

    /// What is wrong with an address; it is printed in messages, so that no secret may stand in it.
    package static func problem(of url: String) -> String? {
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            return "the url is no address of HTTP"
        }
        let isPlain = url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        if !isPlain || url.utf8.count > 2000 { return "the url has characters that no url has" }
        if url.utf8.contains(UInt8(ascii: "@")) {
            return "the url holds a name or a password; give a key by key_env or key_file"
        }
        if url.utf8.contains(UInt8(ascii: "?")) || url.utf8.contains(UInt8(ascii: "#")) {
            return "the url has a query, and a path is added to it"
        }
        return nil
    }

    /// The host and port, for messages.
    var host: String {
        var rest = Substring(url)
        if let scheme = url.utf8Range(of: "://") { rest = url[scheme.upperBound...] }
        return String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    }
}

/// A secret that is sent and never shown.
package struct EndpointKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The header that carries it.
    private let header: String
    private let secret: String

    /// - Parameter header: Nil for `Authorization: Bearer`.
    package init(_ secret: String, header: String?) {
        self.secret = secret
        self.header = header.map { $0 + ": " } ?? "Authorization: Bearer "
    }

    /// The line of the request that carries the secret; goes to libcurl alone.
    var headerLine: String { header + secret }

    /// `text` without the secret, for what a server says of it.
    func masked(_ text: String) -> String {
        guard !secret.isEmpty, let place = text.utf8Range(of: secret) else { return text }
        return masked(text.replacingCharacters(in: place))
    }

    package var description: String { "key" }
    package var debugDescription: String { "key" }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>) -> String {
        String(self[..<range.lowerBound]) + "***" + String(self[range.upperBound...])
    }
}

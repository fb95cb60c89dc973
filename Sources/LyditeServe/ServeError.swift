internal import Glibc

/// Why a server does not start. Never about a request.
package enum ServeError: Error, Hashable, CustomStringConvertible {
    case noLibrary
    case badAddress(String)
    case tokenNeeded(address: String)
    case badToken
    case cannotListen(address: String, port: Int, errno: Int32)
    case notStarted(connections: Int)

    /// Whether the command line is at fault, not the machine.
    package var isUsage: Bool {
        switch self {
        case .badAddress, .tokenNeeded, .badToken: true
        default: false
        }
    }

    package var description: String {
        switch self {
        case .noLibrary:
            "libmicrohttpd was not found; run Sandboxes/setup or install libmicrohttpd12"
        case .badAddress(let text):
            "\"\(text)\" is no address to listen on; give one such as 127.0.0.1, 0.0.0.0 or ::1"
        case .tokenNeeded(let address):
            "others could reach \(address), so a token is needed: name a file with --token-file or set LYDITE_TOKEN"
        case .badToken:
            "a token has 16 to 256 letters, digits and signs of -._~; \"openssl rand -hex 32\" makes one"
        case .cannotListen(let address, let port, let errno):
            "cannot listen on \(address) port \(port): \(String(cString: strerror(errno)));"
                + " choose another with --port, or 0 for any"
        case .notStarted(let connections):
            "libmicrohttpd did not start with \(connections) connections;"
                + " raise the limit of open files (ulimit -n) or pass fewer --connections"
        }
    }
}

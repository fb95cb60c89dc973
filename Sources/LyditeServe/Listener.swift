internal import Glibc

/// A listening socket, and what its address tells.
struct Listener {
    /// Connections that wait to be taken.
    private static let backlog: Int32 = 4096

    let descriptor: Int32
    let port: Int

    /// Whether only programs of this machine reach an address; nil for what is no address.
    static func isLoopback(_ host: String) -> Bool? {
        var four = in_addr()
        if inet_pton(AF_INET, number(host), &four) == 1 {
            return UInt32(bigEndian: four.s_addr) >> 24 == 127
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, host, &six) == 1 else { return nil }
        return withUnsafeBytes(of: six) { bytes in
            bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
        }
    }

    private static func number(_ host: String) -> String {
        host == "localhost" ? "127.0.0.1" : host
    }

    init(host: String, port: Int) throws(ServeError) {
        var four = sockaddr_in()
        four.sin_family = sa_family_t(AF_INET)
        four.sin_port = in_port_t(port).bigEndian
        var six = sockaddr_in6()
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_port = in_port_t(port).bigEndian
        let isFour = inet_pton(AF_INET, Self.number(host), &four.sin_addr) == 1
        guard isFour || inet_pton(AF_INET6, host, &six.sin6_addr) == 1 else {
            throw .badAddress(host)
        }
        let kind =
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            | Int32(SOCK_NONBLOCK.rawValue)
        let made = socket(isFour ? AF_INET : AF_INET6, kind, 0)
        guard made >= 0 else { throw .cannotListen(address: host, port: port, errno: errno) }
        var yes: Int32 = 1
        setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let bound =
            isFour
            ? Self.bind(made, &four) : Self.bind(made, &six)
        guard bound, listen(made, Self.backlog) == 0 else {
            let number = errno
            close(made)
            throw .cannotListen(address: host, port: port, errno: number)
        }
        descriptor = made
        self.port = Self.port(of: made) ?? port
    }

    private static func bind<Address>(_ socket: Int32, _ address: inout Address) -> Bool {
        withUnsafeBytes(of: &address) { bytes in
            Glibc.bind(
                socket, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self),
                socklen_t(bytes.count)) == 0
        }
    }

    private static func port(of socket: Int32) -> Int? {
        var address = sockaddr_in6()
        var count = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let code = withUnsafeMutableBytes(of: &address) { bytes in
            getsockname(
                socket, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), &count)
        }
        // The port stands at the same place in both kinds of addresses.
        return code == 0 ? Int(UInt16(bigEndian: address.sin6_port)) : nil
    }
}

import Foundation

/// An HTTP client that sends any bytes, as slow as it likes.
final class RawClient {
    struct Answer {
        var status: Int
        var head: String
        var body: String

        func header(_ name: String) -> String? {
            head.split(separator: "\r\n").lazy.compactMap { line -> String? in
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2, parts[0].lowercased() == name.lowercased() else {
                    return nil
                }
                return parts[1].trimmingCharacters(in: .whitespaces)
            }.first
        }
    }

    private let descriptor: Int32
    private var isOpen = true

    /// - Parameters:
    ///   - patience: Seconds without a byte after which there is no answer; no test that holds waits so long.
    ///   - room: Bytes that may wait to be read; the system's own choice without it.
    init(_ url: String, patience: Int = 600, room: Int32? = nil) throws {
        let port = UInt16(url.split(separator: ":").last ?? "") ?? 0
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var room {
            let size = socklen_t(MemoryLayout<Int32>.size)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, size)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafeBytes(of: &address) { bytes in
            connect(
                descriptor, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self),
                socklen_t(bytes.count))
        }
        guard code == 0 else { throw CocoaError(.featureUnsupported) }
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { end() }

    func end() {
        if isOpen { close(descriptor) }
        isOpen = false
    }

    /// False once the server has closed the connection.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var at = 0
        while at < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.send(
                    descriptor, buffer.baseAddress! + at, buffer.count - at, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            at += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Whether there is something to read, without waiting for it.
    var hasBytes: Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&wanted, 1, 0) == 1
    }

    /// One answer; nil where the server closed the connection without one.
    func answer() -> Answer? {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65536)
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let head = Data(bytes).range(of: Data(end)) {
                let text = String(decoding: bytes[..<head.lowerBound], as: UTF8.self)
                let status = Int(text.dropFirst(9).prefix(3)) ?? 0
                var answer = Answer(status: status, head: text, body: "")
                let length = Int(answer.header("Content-Length") ?? "") ?? 0
                if status != 100, bytes.count >= head.upperBound + length {
                    answer.body = String(
                        decoding: bytes[head.upperBound..<head.upperBound + length], as: UTF8.self)
                    return answer
                }
                if status == 100 { return answer }
            }
            let count = recv(descriptor, &block, block.count, 0)
            if count <= 0 { return nil }
            bytes += block[..<count]
        }
    }

    static func head(_ method: String, _ path: String, _ headers: [String], length: Int) -> String {
        (["\(method) \(path) HTTP/1.1", "Host: x", "Content-Length: \(length)"] + headers)
            .joined(separator: "\r\n") + "\r\n\r\n"
    }

    func ask(_ method: String, _ path: String, _ body: String = "", headers: [String] = [])
        -> Answer?
    {
        send(Self.head(method, path, headers, length: body.utf8.count) + body)
        return answer()
    }
}

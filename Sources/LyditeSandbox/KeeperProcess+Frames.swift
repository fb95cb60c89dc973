internal import Glibc

/// Whole frames on the socket.
extension KeeperProcess {
    /// Sends one frame, with descriptors as SCM_RIGHTS on its first byte.
    func send(
        _ kind: KeeperFrame, _ payload: [UInt8], descriptors: [Int32] = [], during: String
    ) throws(SandboxError) {
        var frame: [UInt8] = []
        frame.reserveCapacity(payload.count + 5)
        withUnsafeBytes(of: UInt32(payload.count).littleEndian) { frame.append(contentsOf: $0) }
        frame.append(kind.rawValue)
        frame.append(contentsOf: payload)
        var sent = 0
        while sent < frame.count {
            let part =
                sent == 0
                ? sendFirst(&frame, descriptors)
                : frame.withUnsafeBytes { rest in
                    Glibc.send(
                        socket, rest.baseAddress! + sent, rest.count - sent, Int32(MSG_NOSIGNAL))
                }
            if part < 0 && errno == EINTR { continue }
            guard part > 0 else { throw .keeperDied(during: during) }
            sent += part
        }
    }

    /// - Source: cmsg(3); CMSG_LEN and CMSG_SPACE are macros, so the header is laid out here.
    private func sendFirst(_ frame: inout [UInt8], _ descriptors: [Int32]) -> Int {
        let header = 16
        var control: [UInt64] = []
        if !descriptors.isEmpty {
            let length = header + 4 * descriptors.count
            control = [UInt64](repeating: 0, count: (length + 7) / 8)
            control.withUnsafeMutableBytes { bytes in
                bytes.storeBytes(of: length, as: Int.self)
                bytes.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: Int32.self)
                bytes.storeBytes(of: 1, toByteOffset: 12, as: Int32.self)  // SCM_RIGHTS
                for (index, descriptor) in descriptors.enumerated() {
                    bytes.storeBytes(
                        of: descriptor, toByteOffset: header + 4 * index, as: Int32.self)
                }
            }
        }
        return frame.withUnsafeMutableBytes { bytes in
            control.withUnsafeMutableBytes { control in
                var part = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
                return withUnsafeMutablePointer(to: &part) { part in
                    var message = msghdr()
                    message.msg_iov = part
                    message.msg_iovlen = 1
                    message.msg_control = control.isEmpty ? nil : control.baseAddress
                    message.msg_controllen = control.count
                    return sendmsg(socket, &message, Int32(MSG_NOSIGNAL))
                }
            }
        }
    }

    func receive(during: String) throws(SandboxError) -> (KeeperFrame, [UInt8]) {
        let head = try read(5, during: during)
        let count = head[0..<4].reversed().reduce(0) { $0 << 8 | Int($1) }
        let limit = head[4] == KeeperFrame.files.rawValue ? KeeperFrame.maximumBytes : 4096
        guard let kind = KeeperFrame(rawValue: head[4]), count <= limit else {
            throw .protocolError("frame \(head[4])")
        }
        return (kind, try read(count, during: during))
    }

    private func read(_ count: Int, during: String) throws(SandboxError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            let part = bytes.withUnsafeMutableBytes {
                recv(socket, $0.baseAddress! + got, count - got, 0)
            }
            if part < 0 && errno == EINTR { continue }
            guard part > 0 else { throw .keeperDied(during: during) }
            got += part
        }
        return bytes
    }
}

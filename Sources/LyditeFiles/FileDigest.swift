package import LyditeCore
internal import Glibc

/// The identity of a file by its content.
package enum FileDigest {
    package static func of(_ path: String) throws(FileError) -> Digest {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        defer { close(file) }
        var stream = DigestStream()
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .cannotRead(path: path, errno: errno) }
            if count == 0 { return stream.digest() }
            stream.add(Array(chunk[..<count]))
        }
    }
}

internal import Glibc

/// Reads pieces of a file by their place.
package final class RandomReader: Sendable {
    package let path: String
    private let file: Int32

    package init(_ path: String) throws(FileError) {
        self.path = path
        file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotOpen(path: path, errno: errno) }
    }

    deinit { close(file) }

    /// Exactly `count` bytes from `offset`; a file that has become shorter is an error.
    package func read(offset: Int, count: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress! + done, count - done, off_t(offset + done))
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw .cannotRead(path: path, errno: got < 0 ? errno : EIO) }
            done += got
        }
        return bytes
    }
}

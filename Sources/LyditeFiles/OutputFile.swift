internal import Glibc

/// A file that appears whole or not at all: written beside its place, then renamed.
///
/// A pipe or a device, such as /dev/null, is written to as it is: a file renamed over it would take its place.
package final class OutputFile {
    package let path: String
    package private(set) var byteCount = 0
    /// Where the bytes go until the end; nil where they go to ``path`` itself.
    private let partial: String?
    private var file: Int32
    private var buffer: [UInt8] = []
    private static let bufferBytes = 256 << 10

    package init(_ path: String) throws(FileError) {
        self.path = path
        let kind = FileBytes.kind(path)
        // Asked for now: the rename would refuse it only after all the work.
        if kind == .folder { throw .cannotWrite(path: path, errno: EISDIR) }
        partial = kind == .other ? nil : path + ".partial"
        file = open(partial ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw .cannotWrite(path: path, errno: errno) }
    }

    deinit {
        guard file >= 0 else { return }
        close(file)
        if let partial { unlink(partial) }
    }

    package func write(_ bytes: some Sequence<UInt8>) throws(FileError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    package func write(_ text: String) throws(FileError) { try write(text.utf8) }

    /// Makes the file appear under its name; nothing can be written afterwards.
    package func commit() throws(FileError) {
        try flush()
        // A pipe and a device have nothing to sync.
        guard fsync(file) == 0 || partial == nil else {
            throw .cannotWrite(path: path, errno: errno)
        }
        close(file)
        file = -1
        guard let partial else { return }
        guard rename(partial, path) == 0 else { throw .cannotWrite(path: path, errno: errno) }
    }

    private func flush() throws(FileError) {
        try FileOutput.write(buffer, to: file, path: path)
        byteCount += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Plain writing to a descriptor.
package enum FileOutput {
    /// Writes all of `bytes`; a reader that went away is an error with EPIPE, not a signal.
    package static func write(_ bytes: [UInt8], to file: Int32, path: String) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress! + done, bytes.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .cannotWrite(path: path, errno: errno) }
            done += count
        }
    }
}

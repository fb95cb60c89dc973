internal import Glibc

/// Lines that are added one by one and survive the death of the process; a line cut off by it is dropped.
package final class JournalFile {
    /// The whole lines that were there.
    package let lines: [[UInt8]]
    private let path: String
    private let file: Int32

    package init(_ path: String) throws(FileError) {
        self.path = path
        let found = FileBytes.kind(path) == .file ? try FileBytes.read(path) : []
        let end = found.lastIndex(of: 10).map { $0 + 1 } ?? 0
        lines = found[..<end].split(separator: 10).map { Array($0) }
        file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw .cannotWrite(path: path, errno: errno) }
        guard ftruncate(file, end) == 0, lseek(file, 0, SEEK_END) >= 0 else {
            let code = errno
            close(file)
            throw .cannotWrite(path: path, errno: code)
        }
    }

    deinit { close(file) }

    package func add(_ line: [UInt8]) throws(FileError) {
        try FileOutput.write(line + [10], to: file, path: path)
    }
}

internal import Glibc

/// What changes when a file is written anew: its size and the time of its last change.
package struct FileStamp: Hashable, Sendable, CustomStringConvertible {
    private let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    /// Nil where nothing can be seen at `path`; links are followed.
    package init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        size = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }

    package var description: String { "\(size)@\(seconds).\(nanoseconds)" }

    /// A line for each file below a folder, in the order of their names.
    package static func lines(below folder: String) throws(FileError) -> [String] {
        var lines: [String] = []
        for name in try FileBytes.names(in: folder) {
            let path = folder + "/" + name
            if FileBytes.kind(path) == .folder {
                lines += try self.lines(below: path)
            } else if let stamp = FileStamp(of: path) {
                lines.append("\(path) \(stamp)")
            }
        }
        return lines
    }
}

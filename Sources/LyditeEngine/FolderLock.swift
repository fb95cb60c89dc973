internal import Glibc
internal import LyditeFiles

/// Holds a folder for this process alone, for as long as it lives; a crash lets it go.
package final class FolderLock: Sendable {
    private let descriptor: Int32

    package init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError.cannotOpen(path: path, errno: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw EngineError.folderInUse(path, process: Self.holder(of: path))
        }
    }

    deinit { close(descriptor) }

    /// The process that holds a folder; nil where nobody does, or where it cannot be told.
    static func holder(of path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0,
            let table = try? FileBytes.read("/proc/locks")
        else { return nil }
        // A line is "1: FLOCK  ADVISORY  WRITE 4711 fe:01:1234 0 EOF"; devices are told in hexadecimal there, and
        // differently on some file systems, so that the inode has to do.
        for line in table.split(separator: UInt8(ascii: "\n")) {
            let words = line.split(separator: UInt8(ascii: " "))
            guard words.count >= 6, words[1].elementsEqual("FLOCK".utf8),
                let inode = words[5].split(separator: UInt8(ascii: ":")).last,
                UInt(String(decoding: inode, as: UTF8.self)) == status.st_ino
            else { continue }
            return Int(String(decoding: words[4], as: UTF8.self)).flatMap { $0 > 0 ? $0 : nil }
        }
        return nil
    }
}

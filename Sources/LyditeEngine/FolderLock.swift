internal import Glibc
internal import LyditeFiles

/// Holds a folder for this process alone, for as long as it lives; a crash lets it go.
final class FolderLock: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError.cannotOpen(path: path, errno: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw EngineError.folderInUse(path)
        }
    }

    deinit { close(descriptor) }
}

internal import Glibc
internal import LyditeFiles

/// Takes away what an interrupted command left, links as they are.
enum FolderRemoval {
    private static let deepest = 64

    static func remove(_ path: String) throws(FileError) { try remove(path, depth: 0) }

    private static func remove(_ path: String, depth: Int) throws(FileError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR, depth < deepest else {
            return try FileBytes.remove(path)
        }
        guard let stream = opendir(path) else {
            throw .cannotOpen(path: path, errno: errno)
        }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        closedir(stream)
        for name in names { try remove(path + "/" + name, depth: depth + 1) }
        guard rmdir(path) == 0 else { throw .cannotWrite(path: path, errno: errno) }
    }
}

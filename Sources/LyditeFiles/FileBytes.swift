internal import Glibc

/// Whole files and folders, for what is small by nature: problems, profiles, configurations.
package enum FileBytes {
    /// No file that a person writes by hand is larger.
    package static let defaultMaximum = 16 << 20

    package static func read(
        _ path: String, maximumBytes: Int = defaultMaximum
    ) throws(FileError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        defer { close(file) }
        return try rest(of: file, path: path, maximumBytes: maximumBytes)
    }

    /// Everything that an open file still holds.
    static func rest(
        of file: Int32, path: String, maximumBytes: Int
    ) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .cannotRead(path: path, errno: errno) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= maximumBytes else {
                throw .tooLarge(path: path, maximumBytes: maximumBytes)
            }
        }
    }

    /// Names in a folder, sorted by bytes, those that begin with a dot left out.
    package static func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = opendir(folder) else { throw .cannotOpen(path: folder, errno: errno) }
        defer { closedir(stream) }
        return try names(in: stream, path: folder, maximum: .max)
    }

    /// The names in an open folder, as in ``names(in:)``.
    static func names(
        in stream: OpaquePointer, path: String, maximum: Int
    ) throws(FileError) -> [String] {
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.utf8.first != UInt8(ascii: ".") { names.append(name) }
            guard names.count <= maximum else {
                throw .tooManyFiles(path: path, maximum: maximum)
            }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package enum Kind: Sendable { case file, folder, other }

    /// What stands at `path`; nil where nothing does.
    package static func kind(_ path: String) -> Kind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }

    /// The size of a file in bytes; nil where there is no file.
    package static func count(_ path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// The folder that a path lies in.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes `folder` and its parents where they are missing.
    package static func makeFolder(_ folder: String) throws(FileError) {
        if kind(folder) == .folder { return }
        if let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")), slash != folder.startIndex {
            try makeFolder(String(folder[..<slash]))
        }
        guard mkdir(folder, 0o777) == 0 || errno == EEXIST, kind(folder) == .folder else {
            throw .cannotWrite(path: folder, errno: errno == 0 ? ENOTDIR : errno)
        }
    }

    /// Gives a whole file its name, in place of any other of that name.
    package static func rename(_ path: String, to name: String) throws(FileError) {
        guard Glibc.rename(path, name) == 0 else { throw .cannotWrite(path: name, errno: errno) }
    }

    /// Waits until a file is on the disk.
    package static func sync(_ path: String) throws(FileError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw .cannotWrite(path: path, errno: errno) }
    }

    /// Removes an empty folder; one that holds something stays.
    package static func removeEmptyFolder(_ folder: String) throws(FileError) {
        guard rmdir(folder) == 0 || errno == ENOENT || errno == ENOTEMPTY else {
            throw .cannotWrite(path: folder, errno: errno)
        }
    }

    /// Removes a file; that there is none is no error.
    package static func remove(_ path: String) throws(FileError) {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw .cannotWrite(path: path, errno: errno)
        }
    }
}

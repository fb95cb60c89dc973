internal import Glibc

/// A folder that someone else packed: nothing outside of it is read, and nothing without a bound.
///
/// A name that climbs out of the folder, a link on the way and anything that is no plain file are
/// refused, by opening every step of a path relative to the last one without following links.
package struct BoundedFolder: Sendable {
    /// Names in one folder; a package has some hundred cases.
    package static let maximumNames = 20_000
    private static let maximumSteps = 12

    package let path: String

    package init(_ path: String) { self.path = path }

    /// What stands at a place of the folder; nil where nothing does. A link is `other`.
    package func kind(_ name: String) throws(FileError) -> FileBytes.Kind? {
        let steps = try Self.steps(name, in: path)
        let parent = try open(Array(steps.dropLast()), isFolder: true, missingIsNil: true)
        guard let parent else { return nil }
        defer { close(parent) }
        var status = stat()
        guard fstatat(parent, steps.last ?? ".", &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            return nil
        }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }

    /// The bytes of a plain file.
    package func bytes(_ name: String, maximumBytes: Int) throws(FileError) -> [UInt8] {
        let place = path + "/" + name
        guard let file = try open(try Self.steps(name, in: path), isFolder: false) else {
            throw .cannotOpen(path: place, errno: ENOENT)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .notPlain(path: place)
        }
        guard status.st_size <= maximumBytes else {
            throw .tooLarge(path: place, maximumBytes: maximumBytes)
        }
        return try FileBytes.rest(of: file, path: place, maximumBytes: maximumBytes)
    }

    /// The names in a folder of it, sorted by bytes, those that begin with a dot left out; none
    /// where there is no such folder.
    package func names(_ name: String = "") throws(FileError) -> [String] {
        let steps = name.isEmpty ? [] : try Self.steps(name, in: path)
        guard let file = try open(steps, isFolder: true, missingIsNil: true) else { return [] }
        guard let stream = fdopendir(file) else {
            let code = errno
            close(file)
            throw .cannotRead(path: path + "/" + name, errno: code)
        }
        defer { closedir(stream) }
        return try FileBytes.names(in: stream, path: path, maximum: Self.maximumNames)
    }

    private static func steps(_ name: String, in path: String) throws(FileError) -> [String] {
        let steps = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let isGood = steps.allSatisfy {
            !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0) && $0.utf8.count <= 255
        }
        guard isGood, steps.count <= maximumSteps else {
            throw .outside(name: String(name.prefix(200)), folder: path)
        }
        return steps
    }

    /// Opens step by step; links are not followed, except by the folder's own path.
    private func open(
        _ steps: [String], isFolder: Bool, missingIsNil: Bool = false
    ) throws(FileError) -> Int32? {
        var file = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        for (index, step) in steps.enumerated() {
            let isLast = index == steps.count - 1
            var flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
            if !isLast || isFolder { flags |= O_DIRECTORY }
            let next = openat(file, step, flags)
            let code = errno
            close(file)
            guard next >= 0 else {
                let place = path + "/" + steps[...index].joined(separator: "/")
                if code == ENOENT, missingIsNil { return nil }
                // A link shows as ELOOP, or as ENOTDIR where a folder was due.
                if code == ELOOP || code == ENOTDIR || code == ENXIO {
                    throw .notPlain(path: place)
                }
                throw .cannotOpen(path: place, errno: code)
            }
            file = next
        }
        return file
    }
}

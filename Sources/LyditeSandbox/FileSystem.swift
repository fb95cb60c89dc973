internal import Glibc

/// The little that profiles need of the file system.
enum FileSystem {
    /// The whole of a small file; nil when it cannot be read or is longer than `limit`.
    static func read(_ path: String, limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress!, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0, bytes.count + count <= limit else { return nil }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// Paths that match a glob pattern, in order; the pattern itself counts when it names something.
    /// GLOB_BRACE of glob(3), which is GNU only and so hidden from Swift.
    private static let braces: Int32 = 1 << 10

    static func matches(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, braces, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { index in
            found.gl_pathv[index].map { String(cString: $0) }
        }
    }

    /// The shared libraries of this process, by their full paths.
    ///
    /// - Source: proc_pid_maps(5): the path is the sixth column.
    static func mappedLibraries() -> [String] {
        guard let bytes = read("/proc/self/maps", limit: 4 << 20) else { return [] }
        var found: [String] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            guard let slash = line.firstIndex(of: "/") else { continue }
            let path = String(line[slash...])
            if path.contains(".so") && !found.contains(path) { found.append(path) }
        }
        return found
    }

    static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    static func linkTarget(_ path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = buffer.withUnsafeMutableBytes {
            readlink(path, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
        }
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    /// The path itself and every link on the way to the file it means; the last is the file.
    ///
    /// - Returns: nil for a circle or a link to nowhere.
    static func linkChain(_ path: String) -> [String]? {
        var chain = [path]
        while let target = linkTarget(chain[chain.count - 1]) {
            guard chain.count < 16 else { return nil }
            let last = chain[chain.count - 1]
            chain.append(
                normal(target.hasPrefix("/") ? target : Home.parent(of: last) + "/" + target))
        }
        return isExecutable(chain[chain.count - 1]) ? chain : nil
    }

    /// The path without `.` and `..`, which the keeper refuses.
    private static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// The full path of a program: given in full, or looked up on PATH.
    static func find(program: String) -> String? {
        if program.hasPrefix("/") { return isExecutable(program) ? program : nil }
        for folder in (Home.variable("PATH") ?? "/usr/bin:/bin").split(separator: ":") {
            let path = "\(folder)/\(program)"
            if path.hasPrefix("/") && isExecutable(path) { return path }
        }
        return nil
    }
}

internal import Glibc

/// The folder that holds Problems and Sandboxes.
package struct Home {
    /// Looks in the given folder, `LYDITE_HOME`, the parents of the executable and its `../share/lydite`.
    ///
    /// A folder that was named, by flag or variable, is used or nothing is: no other is looked for.
    ///
    /// - Returns: The first folder that holds `Sandboxes`; nil when there is none.
    package static func find(explicit: String? = nil) -> String? {
        if let named = explicit ?? variable("LYDITE_HOME") {
            return holdsSandboxes(named) ? named : nil
        }
        guard let executable = executable() else { return nil }
        var folder = parent(of: executable)
        let share = parent(of: folder) + "/share/lydite"
        while true {
            if holdsSandboxes(folder) { return folder }
            if folder == "/" { break }
            folder = parent(of: folder)
        }
        return holdsSandboxes(share) ? share : nil
    }

    /// The keeper: `LYDITE_KEEPER`, else beside the executable.
    static func findKeeper(explicit: String?) throws(SandboxError) -> String {
        if let named = explicit ?? variable("LYDITE_KEEPER") {
            guard access(named, X_OK) == 0 else { throw .keeperNotFound(tried: [named]) }
            return named
        }
        guard let executable = executable() else {
            throw .keeperNotFound(tried: ["/proc/self/exe"])
        }
        let folder = parent(of: executable)
        var tried: [String] = []
        for path in [folder + "/lydite-keeper", parent(of: folder) + "/libexec/lydite-keeper"] {
            if access(path, X_OK) == 0 { return path }
            tried.append(path)
        }
        throw .keeperNotFound(tried: tried)
    }

    static func variable(_ name: String) -> String? {
        guard let text = getenv(name) else { return nil }
        let value = String(cString: text)
        return value.isEmpty ? nil : value
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    private static func executable() -> String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    private static func holdsSandboxes(_ folder: String) -> Bool {
        var info = stat()
        return stat(folder + "/Sandboxes", &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }
}

internal import Glibc

/// What /proc tells of other processes.
enum ProcessMemory {
    /// Private memory of the one process that a user runs; 0 where there is none.
    ///
    /// - Source: proc(5), smaps_rollup.
    static func privateBytes(ofUser uid: Int) -> Int {
        for pid in names(in: "/proc").compactMap({ Int32($0) }) {
            var info = stat()
            guard stat("/proc/\(pid)/task", &info) == 0 else { continue }
            let status = text("/proc/\(pid)/status")
            guard number(after: "\nUid:", in: status) == uid else { continue }
            let rollup = text("/proc/\(pid)/smaps_rollup")
            return 1024
                * ((number(after: "\nPrivate_Dirty:", in: rollup) ?? 0)
                    + (number(after: "\nPrivate_Hugetlb:", in: rollup) ?? 0))
        }
        return 0
    }

    static func residentBytes(of pid: Int32) -> Int {
        1024 * (number(after: "\nVmRSS:", in: text("/proc/\(pid)/status")) ?? 0)
    }

    static func descriptors(of pid: Int32) -> Int { names(in: "/proc/\(pid)/fd").count }

    private static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    private static func text(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let count = fread(&buffer, 1, buffer.count, file)
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    private static func number(after key: String, in text: String) -> Int? {
        guard let range = text.firstRange(of: key) else { return nil }
        let rest = text[range.upperBound...].drop { $0 == " " || $0 == "\t" }
        return Int(rest.prefix { $0.isNumber })
    }
}

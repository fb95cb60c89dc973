import Glibc
import LyditeCore
import LyditeProblems

/// The family files of this package, found from the place of this source file.
enum ShippedFamilies {
    static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }()

    /// Paths under the package's root, in order.
    static let paths: [String] = {
        let folder = "Problems/math"
        return entries(root + "/" + folder).flatMap { topic in
            entries("\(root)/\(folder)/\(topic)").filter { $0.hasSuffix(".yaml") }
                .map { "\(folder)/\(topic)/\($0)" }
        }
    }()

    static func load(_ path: String) throws -> Family {
        try Family.load(path: path, bytes: bytes(root + "/" + path))
    }

    private static func entries(_ folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private static func bytes(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = fread(&block, 1, block.count, file)
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
    }
}

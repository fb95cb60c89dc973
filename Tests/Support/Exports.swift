import Foundation

/// The files of a data set that must not depend on how it was made.
package enum Exports {
    /// The text of the card and of every data file, by name.
    package static func of(_ out: String) throws -> [String: String] {
        var files = ["README.md": try text(out + "/README.md")]
        for name in try FileManager.default.subpathsOfDirectory(atPath: out + "/data")
        where name.hasSuffix(".jsonl") {
            files[name] = try text("\(out)/data/\(name)")
        }
        return files
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }
}

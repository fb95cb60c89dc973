internal import LyditeCore
internal import LyditeFiles

/// What the folders of programming contests have in common: cases in files, statements, programs.
struct JudgeFolder {
    /// A contest's case is rarely above 10 MiB, and a problem's cases together stay below this.
    private static let maximumCaseBytes = 16 << 20
    private static let maximumTotalBytes = 64 << 20
    private static let maximumTextBytes = 1 << 20

    static let languages = [
        "py": "python", "py3": "python", "c": "c", "cc": "cpp", "cpp": "cpp", "cxx": "cpp",
        "js": "javascript", "sh": "bash", "swift": "swift",
    ]

    let folder: BoundedFolder
    private(set) var faults: [FileFault] = []
    private var totalBytes = 0

    init(_ folder: BoundedFolder) { self.folder = folder }

    mutating func fault(_ name: String, _ line: Int, _ problem: String, _ expected: String = "") {
        faults.append(
            FileFault(
                path: folder.path + "/" + name, line: line, problem: problem, expected: expected))
    }

    /// A file that must be there, as UTF-8.
    mutating func text(_ name: String, isCase: Bool = false) -> String? {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try folder.bytes(
                name, maximumBytes: isCase ? Self.maximumCaseBytes : Self.maximumTextBytes)
        } catch {
            fault(name, 1, "\(error)")
            return nil
        }
        if isCase {
            totalBytes += bytes.count
            guard totalBytes <= Self.maximumTotalBytes else {
                fault(name, 1, "the cases are larger than \(Self.maximumTotalBytes) bytes together")
                return nil
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            fault(name, 1, "the file is not UTF-8")
            return nil
        }
        return text
    }

    mutating func yaml(_ name: String) -> YAMLNode? {
        guard let text = text(name) else { return nil }
        do throws(YAMLError) {
            return try YAMLReader.read(Array(text.utf8), path: folder.path + "/" + name)
        } catch {
            fault(name, error.line, error.problem)
            return nil
        }
    }

    /// The first of several files that is there, as text.
    mutating func firstText(_ names: [String]) -> String? {
        for name in names {
            if let kind = try? folder.kind(name), kind == .file { return text(name) }
        }
        return nil
    }

    mutating func names(_ name: String) -> [String] {
        do throws(FileError) {
            return try folder.names(name)
        } catch {
            fault(name, 1, "\(error)")
            return []
        }
    }

    func isFolder(_ name: String) -> Bool { (try? folder.kind(name)) == .folder }

    /// The language of a file by its ending.
    static func language(of name: String) -> String? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        return languages[String(name[name.index(after: dot)...]).lowercased()]
    }
}

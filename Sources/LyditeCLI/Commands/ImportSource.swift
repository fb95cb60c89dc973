internal import LyditeCore
internal import LyditeFiles
internal import LyditeProblems

/// The problems of one file or folder, a few at a time; what cannot be read is named on the way.
struct ImportSource {
    /// Faults beyond these are only counted.
    private static let maximumNotes = 10

    let format: ImportFormat
    let path: String
    /// Whether faults are named as they are found.
    var isNaming = true
    private let importer: Importer
    private var reader: LineReader?
    private var folder: [ImportedProblem]?
    private var others = 0
    /// What could not be read, each with its file and line.
    private(set) var faults: [(line: Int, text: String)] = []
    private var broken: Int { faults.count }

    init(format: ImportFormat, map: FieldMap, path: String) {
        self.format = format
        self.path = path
        importer = Importer(format: format, map: map)
    }

    /// The next problems; nil at the end.
    mutating func next(atMost count: Int) throws -> [ImportedProblem]? {
        if folder == nil, reader == nil { try open() }
        if var rest = folder {
            guard !rest.isEmpty else { return nil }
            let chunk = Array(rest.prefix(count))
            rest.removeFirst(chunk.count)
            folder = rest
            return chunk
        }
        var problems: [ImportedProblem] = []
        while problems.count < count, let line = try reader?.next() {
            if line.isBlank { continue }
            if let problem = try read(line) { problems.append(problem) }
        }
        return problems.isEmpty ? nil : problems
    }

    func counts(written: Int) -> String {
        var parts = ["\(written) problems"]
        if others > 0 { parts.append("\(others) rows of other data sets left out") }
        if broken > 0 {
            parts.append("\(broken) \(folder == nil ? "rows" : "parts") could not be read")
        }
        return parts.joined(separator: ", ")
    }

    private mutating func open() throws {
        if FileBytes.kind(path) == .folder {
            guard format.isFolder || format == .quixbugs else {
                throw UsageError.badValue(
                    option: "import \(format.rawValue)", value: path, expected: "a file of rows")
            }
            var importer = FolderImporter(format: format)
            folder = try importer.problems(in: path)
            for fault in importer.faults { note("\(fault)", line: 0) }
            return
        }
        reader = try LineReader(path)
        guard !format.isFolder else {
            throw UsageError.badValue(
                option: "import \(format.rawValue)", value: path, expected: "a folder")
        }
    }

    private mutating func read(_ line: LineReader.Line) throws -> ImportedProblem? {
        do {
            let row = try line.json()
            var problem = try importer.imported(row, number: line.number)
            problem?.line = line.number
            problem?.family = row["family"].flatMap { $0.isNull ? nil : $0 }
            if problem == nil { others += 1 }
            return problem
        } catch let error as JSONError {
            note("\(path):\(line.number): \(error)", line: line.number)
        } catch let error as RowError {
            note("\(path):\(line.number): \(error)", line: line.number)
        }
        return nil
    }

    private mutating func note(_ text: String, line: Int) {
        faults.append((line, text))
        if isNaming, broken <= Self.maximumNotes { Terminal.note(text) }
    }
}

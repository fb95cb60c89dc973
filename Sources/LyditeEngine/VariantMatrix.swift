internal import LyditeCore
package import LyditeProblems
package import LyditeTransform

/// The cells that variants are to cover evenly: topic, difficulty, register and transform.
package struct VariantMatrix: Sendable {
    /// More variants of one cell than this is a mistake of the file.
    private static let mostEach = 100_000
    /// Cells beyond this are a mistake of the file.
    private static let mostCells = 1_000_000

    /// Topics in the file's order; nil for all there are.
    package var topics: [String]?
    package var difficulties = [1, 2, 3, 4, 5]
    package var registers = FamilyFrame.Register.allCases
    package var transforms = FamilyTransform.allCases
    /// Variants wanted of each cell.
    package var each = 1
    /// How often transforms that can follow themselves do so at most.
    package var depth = 2

    package struct Cell: Hashable, Sendable {
        package var topic: String
        package var difficulty: Int
        package var register: FamilyFrame.Register
        package var transform: FamilyTransform
    }

    package init() {}

    /// Every cell, by topic, difficulty, transform and register.
    func cells(of families: [Family]) -> [Cell] {
        let present = Set(families.map(\.topic)).sorted()
        return (topics ?? present).flatMap { topic in
            difficulties.flatMap { difficulty in
                transforms.flatMap { transform in
                    registers.map { register in
                        Cell(
                            topic: topic, difficulty: difficulty, register: register,
                            transform: transform)
                    }
                }
            }
        }
    }

    /// What one cell does to its families, in turn.
    func cycle(of transform: FamilyTransform) -> [[FamilyTransform]] {
        switch transform {
        case .numbers, .rephrase: return [[transform]]
        case .register: return [[.numbers], [.numbers, .rephrase]]
        case .addStep, .compose:
            return (1...depth).map { .init(repeating: transform, count: $0) }
        case .distract, .backward, .unitChange, .noise:
            return [[transform], [.numbers, transform], [.numbers, .rephrase, transform]]
        }
    }

    /// Reads `topics`, `difficulty`, `register`, `transform`, `each` and `depth`.
    ///
    /// - Throws: ``ProblemError/faults(_:)`` with every fault of the file, each with its line.
    package static func read(
        path: String, bytes: [UInt8]
    ) throws(ProblemError) -> VariantMatrix {
        let root: YAMLNode
        do {
            root = try YAMLReader.read(bytes, path: path)
        } catch {
            throw .faults([FileFault(path: path, line: error.line, problem: error.problem)])
        }
        var reader = MatrixReader(path: path)
        let matrix = reader.matrix(root)
        guard reader.faults.isEmpty else {
            throw .faults(reader.faults.sorted { $0.line < $1.line })
        }
        return matrix
    }

    /// Typed reading of a matrix file; every fault is kept.
    private struct MatrixReader {
        let path: String
        var faults: [FileFault] = []

        mutating func matrix(_ root: YAMLNode) -> VariantMatrix {
            var matrix = VariantMatrix()
            let known = ["topics", "difficulty", "register", "transform", "each", "depth"]
            guard let entries = root.entries else {
                fault(root.line, "the matrix is \(root.kindName)", "a mapping was expected")
                return matrix
            }
            for entry in entries {
                switch entry.key {
                case "topics": matrix.topics = texts(entry) { $0 }
                case "difficulty":
                    matrix.difficulties = texts(entry) { text in
                        Int(text).flatMap { (1...5).contains($0) ? $0 : nil }
                    }
                case "register":
                    matrix.registers = texts(entry) { FamilyFrame.Register(rawValue: $0) }
                case "transform":
                    matrix.transforms = texts(entry) { FamilyTransform(rawValue: $0) }
                case "each": matrix.each = number(entry, in: 1...mostEach) ?? matrix.each
                case "depth":
                    matrix.depth = number(entry, in: 1...Family.maximumParts) ?? matrix.depth
                default:
                    let nearest = Spelling.nearest(entry.key, among: known)
                    fault(
                        entry.line, "the matrix has no field \"\(entry.key)\"",
                        nearest.map { "did you mean \"\($0)\"?" }
                            ?? "known are " + known.joined(separator: ", "))
                }
            }
            let cells =
                (matrix.topics?.count ?? 100) * matrix.difficulties.count
                * matrix.registers.count * matrix.transforms.count
            if cells > mostCells {
                fault(root.line, "the matrix has \(cells) cells", "at most \(mostCells)")
            }
            return matrix
        }

        private mutating func fault(_ line: Int, _ problem: String, _ expected: String) {
            faults.append(FileFault(path: path, line: line, problem: problem, expected: expected))
        }

        private mutating func number(_ entry: YAMLNode.Entry, in range: ClosedRange<Int>) -> Int? {
            if let text = entry.value.text, let value = Int(text), range.contains(value) {
                return value
            }
            fault(
                entry.value.line, "\(entry.key) is \(entry.value.text ?? entry.value.kindName)",
                "a whole number from \(range.lowerBound) to \(range.upperBound) was expected")
            return nil
        }

        private mutating func texts<T: Hashable>(
            _ entry: YAMLNode.Entry, _ read: (String) -> T?
        ) -> [T] {
            guard let items = entry.value.items, !items.isEmpty else {
                fault(
                    entry.line, "\(entry.key) is \(entry.value.kindName)",
                    "a list of at least one was expected")
                return []
            }
            var values: [T] = []
            for item in items {
                guard let value = item.text.flatMap(read) else {
                    fault(
                        item.line, "\(entry.key) has \"\(item.text ?? item.kindName)\"",
                        "one of the known values was expected")
                    continue
                }
                if values.contains(value) {
                    fault(item.line, "\(entry.key) has \"\(item.text ?? "")\" twice", "once")
                }
                values.append(value)
            }
            return values
        }
    }
}

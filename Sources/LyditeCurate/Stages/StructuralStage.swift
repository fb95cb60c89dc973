internal import LyditeCore
internal import LyditeStore

/// Keeps some of the rows that differ only in numbers and names, or for programs in names and layout.
struct StructuralStage: CurationStage {
    static let kind = CurationStageKind(
        "structural", "rows that differ only in numbers and names",
        [
            .init("keep", .integer(1...1_000_000), 1, "rows of one structure that stay"),
            .init(
                "of", .choice(["both", "answer", "problem"]), "both",
                "what is compared: the problem, the answer, or both together"),
        ]
    ) { settings, _ in
        StructuralStage(
            keep: settings.integer("keep") ?? 1, comparesProblem: settings.text("of") != "answer",
            comparesAnswer: settings.text("of") != "problem")
    }

    let keep: Int
    let comparesProblem: Bool
    let comparesAnswer: Bool
    private var classes: [UInt64: (count: Int, first: Int64)] = [:]
    private var problem: (variant: Int64, digest: UInt64) = (-1, 0)

    init(keep: Int, comparesProblem: Bool, comparesAnswer: Bool) {
        self.keep = keep
        self.comparesProblem = comparesProblem
        self.comparesAnswer = comparesAnswer
    }

    mutating func omission(of row: CurationRow) -> StageOmission? {
        var structure: UInt64 = 0
        if comparesProblem {
            if problem.variant != row.variant.row {
                problem = (row.variant.row, Self.text(row.variant.statement))
            }
            structure = problem.digest
        }
        if comparesAnswer {
            let answer =
                row.language.map {
                    Self.program(row.trace.candidate ?? row.trace.text, language: $0)
                } ?? Self.text(row.trace.text)
            structure = Words.mix(structure ^ answer)
        }
        let (count, first) = classes[structure] ?? (0, row.trace.row)
        guard count < keep else { return StageOmission("same-structure", beside: "#\(first)") }
        classes[structure] = (count + 1, first)
        return nil
    }

    /// Numbers and names masked.
    static func text(_ text: String) -> UInt64 {
        Words.digest(Words.hashes(of: text, masksNumbers: true, masksNames: true))
    }

    /// Each name by the order in which it first comes, numbers and texts masked, without comments and layout.
    static func program(_ program: String, language: String) -> UInt64 {
        var places: [[UInt8]: UInt64] = [:]
        var digest: UInt64 = 0
        for token in ProgramTokens(program, language: language).tokens {
            var hash: UInt64
            switch ProgramTokens.kind(token) {
            case .number: hash = 11
            case .text: hash = 12
            case .word where !keywords.contains(String(decoding: token, as: UTF8.self)):
                let place = places[token] ?? UInt64(places.count)
                places[token] = place
                hash = 1000 + place
            default:
                hash = 0xCBF2_9CE4_8422_2325
                for byte in token { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            }
            digest = Words.mix(digest ^ Words.mix(hash))
        }
        return digest
    }

    /// Words that say what a program does, whatever it calls its things.
    private static let keywords: Set<String> = [
        "def", "return", "if", "elif", "else", "for", "while", "in", "not", "and", "or", "import",
        "from", "class", "lambda", "yield", "with", "as", "try", "except", "raise", "pass", "break",
        "continue", "is", "None", "True", "False", "int", "float", "double", "char", "void", "long",
        "const", "auto", "switch", "case", "function", "let", "var", "new", "struct", "template",
        "range", "len", "sum", "min", "max", "sorted", "set", "list", "dict", "print", "input",
        "append", "std", "vector", "string", "map",
    ]
}

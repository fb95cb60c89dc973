package import LyditeCore
package import LyditeMath

/// A Python program that works out the answers of a family by another method than its derivation.
///
/// `answer(v)` gives the family's answer and `answer_tip(v)` that of its extension "tip", where `v.price` is
/// the value of the slot "price", exact. It only judges: no variant depends on it.
package struct FamilyProgram: Hashable, Sendable {
    /// Longer ones do more than judge.
    package static let maximumBytes = 32 << 10

    package var source: String
    package var line: Int

    package var digest: Digest { Digest(of: Array(source.utf8)) }

    /// The names of the functions that it defines.
    package var functions: Set<String> {
        var names: Set<String> = []
        for line in source.split(separator: "\n") where line.hasPrefix("def ") {
            names.insert(String(line.dropFirst(4).prefix { $0 != "(" }))
        }
        return names
    }

    /// The function for the family with an extension, or alone.
    package static func function(extension name: String?) -> String {
        guard let name else { return "answer" }
        return "answer_" + name.map { $0 == "-" || $0 == " " ? "_" : $0 }
    }

    /// The bytes of a file without its program, so that writing one changes no variant.
    static func without(_ root: YAMLNode, _ bytes: [UInt8]) -> [UInt8] {
        guard let entries = root.entries,
            let first = entries.first(where: { $0.key == "program" })?.line
        else { return bytes }
        let next = entries.map(\.line).filter { $0 > first }.min() ?? Int.max
        var line = 1
        var kept: [UInt8] = []
        for byte in bytes {
            if line < first || line >= next { kept.append(byte) }
            if byte == UInt8(ascii: "\n") { line += 1 }
        }
        return kept
    }
}

extension FamilyInstance {
    /// The function of the family's program that has the instance's answer; nil where there is none,
    /// as for problems that are joined of two families.
    package var programFunction: String? {
        guard family.program != nil, family.parts == 1 else { return nil }
        let added = family.shape.last { $0.hasPrefix("add-step ") }.map { String($0.dropFirst(9)) }
        return FamilyProgram.function(extension: chosenExtension?.name ?? added)
    }

    /// What the program must come to: for a question turned round, the answer that is told.
    package var programAnswer: Rational {
        family.inverse == nil ? answerValue : values[Family.resultName] ?? answerValue
    }
}

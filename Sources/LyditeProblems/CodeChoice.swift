package import LyditeCore

/// What one variant of a code problem is made of.
package struct CodeChoice: Hashable, Sendable {
    /// For each slot which of its values.
    package var slots: [Int]
    /// Which of the statements.
    package var wording: Int
    /// Which of the function's names.
    package var name: Int
    package var extensionIndex: Int?
    /// The transforms that this choice stands for, in order: `numbers`, `rephrase`, `add-step`.
    package var transforms: [String]

    /// The problem as a person wrote it.
    package init(originalOf problem: CodeProblem) {
        slots = [Int](repeating: 0, count: problem.slots.count)
        wording = 0
        name = 0
        extensionIndex = nil
        transforms = []
    }

    package var isOriginal: Bool { transforms.isEmpty }
}

/// A code problem with a choice filled in: plain texts.
package struct RenderedCodeProblem: Sendable {
    package var id: String
    package var topic: String
    package var licence: String
    /// Whether the statement is the one that a person wrote.
    package var isOriginal: Bool
    package var kind: CodeProblem.Kind
    package var entryPoint: String
    package var statement: String
    package var reference: String
    package var brute: String
    package var generator: String
    package var submissions: [CodeProblem.Submission]
    package var compare: Comparison
    package var limits: Limits
    package var seed: Int
    package var caseCount: Int
    /// Slot values and names, for the proof.
    package var choices: JSON
}

extension CodeProblem {
    package func rendered(_ choice: CodeChoice) -> RenderedCodeProblem {
        let entryPoint = entryPoints[choice.name]
        let added = choice.extensionIndex.map { extensions[$0] }
        var values: [String: String] = [:]
        for (slot, index) in zip(slots, choice.slots) { values[slot.name] = slot.values[index] }
        let shown = values.merging(["entry_point": entryPoint]) { $1 }
        var statement = CodeTemplate.fill(statements[choice.wording], with: shown).trimmed
        if let added { statement += "\n\n" + CodeTemplate.fill(added.text, with: shown) }
        return RenderedCodeProblem(
            id: id, topic: topic, licence: licence, isOriginal: choice.isOriginal, kind: kind,
            entryPoint: entryPoint, statement: statement,
            reference: program(reference, values, entryPoint, added),
            brute: program(brute, values, entryPoint, added),
            generator: CodeTemplate.fill(generator, with: shown),
            submissions: submissions(values, entryPoint, added), compare: compare, limits: limits,
            seed: seed, caseCount: caseCount, choices: choices(choice, values, entryPoint, added))
    }

    /// A program of the folder, with the extension's step after it and, for a whole program, the
    /// lines that read and print.
    private func program(
        _ template: String, _ values: [String: String], _ entryPoint: String, _ added: Extension?
    ) -> String {
        let inner = added == nil ? entryPoint : entryPoint + "_base"
        var text =
            CodeTemplate.fill(template, with: values.merging(["entry_point": inner]) { $1 }).trimmed
            + "\n"
        let names = arguments.map(\.name).joined(separator: ", ")
        if let added {
            let code = CodeTemplate.fill(added.code, with: values).trimmed
            text +=
                "\n\n\(code)\n\n\ndef \(entryPoint)(\(names)):\n    return extend(\(inner)(\(names)))\n"
        }
        if kind == .program {
            text = "import sys\n\n\n" + text + "\n\nprint(\(entryPoint)(sys.stdin.read()))\n"
        }
        return text
    }

    /// Whole programs stand as they are, so that an extension leaves them out.
    private func submissions(
        _ values: [String: String], _ entryPoint: String, _ added: Extension?
    ) -> [Submission] {
        if kind == .program, added != nil { return [] }
        return submissions.map { submission in
            var submission = submission
            if kind == .function {
                submission.text = program(submission.text, values, entryPoint, added)
            } else {
                submission.text = CodeTemplate.fill(submission.text, with: values)
            }
            return submission
        }
    }

    private func choices(
        _ choice: CodeChoice, _ values: [String: String], _ entryPoint: String, _ added: Extension?
    ) -> JSON {
        .object([
            JSON.Member(
                "slots", .object(slots.map { JSON.Member($0.name, .string(values[$0.name] ?? "")) })
            ),
            JSON.Member("wording", .integer(Int64(choice.wording))),
            JSON.Member("entryPoint", .string(entryPoint)),
            JSON.Member("extension", added.map { .string($0.name) } ?? .null),
        ])
    }
}

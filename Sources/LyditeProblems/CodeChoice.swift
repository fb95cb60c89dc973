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
    /// How the function is called and judged, where that is not as the folder has it.
    package var reshape = CodeReshape()
    /// The transforms that this choice stands for, in order: `numbers`, `rephrase`, `add-step` ...
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
    /// What is changed of calls, and the reference without that, which must agree.
    package var reshape = CodeReshape()
    package var plainReference: String?
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
        let reshape = choice.reshape
        let wording = CodeTemplate.passages(
            statements[choice.wording], areKept: !reshape.isLoose)
        var statement = CodeTemplate.fill(wording, with: shown).trimmed
        if let added { statement += "\n\n" + CodeTemplate.fill(added.text, with: shown) }
        statement = reshaped(statement, reshape)
        var compare = compare
        if reshape.isLoose {
            if kind == .program { compare.tokens = true } else { compare.unordered = true }
        }
        return RenderedCodeProblem(
            id: id, topic: topic, licence: licence, isOriginal: choice.isOriginal, kind: kind,
            entryPoint: entryPoint, statement: statement,
            reference: program(reference, values, entryPoint, added, reshape),
            brute: program(brute, values, entryPoint, added, reshape),
            generator: CodeTemplate.fill(generator, with: shown),
            submissions: submissions(values, entryPoint, added, reshape), compare: compare,
            limits: limits,
            seed: seed, caseCount: caseCount, reshape: reshape,
            plainReference: reshape.isWrapped
                ? program(reference, values, entryPoint, added, CodeReshape()) : nil,
            choices: choices(choice, values, entryPoint, added))
    }

    /// A program of the folder, with the extension's step after it and, for a whole program, the
    /// lines that read and print.
    private func program(
        _ template: String, _ values: [String: String], _ entryPoint: String, _ added: Extension?,
        _ reshape: CodeReshape
    ) -> String {
        let isPlain = added == nil && !reshape.isWrapped
        let inner = isPlain ? entryPoint : entryPoint + "_base"
        var text =
            CodeTemplate.fill(template, with: values.merging(["entry_point": inner]) { $1 }).trimmed
            + "\n"
        let names = reshape.names ?? arguments.map(\.name)
        let list = names.joined(separator: ", ")
        if let added {
            text += "\n\n\(CodeTemplate.fill(added.code, with: values).trimmed)\n"
        }
        if !isPlain {
            let decoding = names.enumerated().compactMap { reshape.decoding($1, at: $0) }.joined()
            let call = added == nil ? "\(inner)(\(list))" : "extend(\(inner)(\(list)))"
            text += "\n\ndef \(entryPoint)(\(list)):\n\(decoding)    return \(call)\n"
        }
        if kind == .program {
            text = "import sys\n\n\n" + text + "\n\nprint(\(entryPoint)(sys.stdin.read()))\n"
        }
        return text
    }

    /// The statement with the new names, and what it says of forms and of comparison.
    private func reshaped(_ statement: String, _ reshape: CodeReshape) -> String {
        var statement = statement
        if let names = reshape.names {
            let pairs = zip(arguments.map(\.name), names)
            statement = CodeText.renamed(statement, Dictionary(pairs) { first, _ in first })
        }
        if let input = reshape.input {
            let names = reshape.names ?? arguments.map(\.name)
            statement += "\n\n" + (reshape.sentence(names[input.place]) ?? "")
        }
        if reshape.isLoose {
            statement +=
                kind == .program
                ? "\n\nOnly the printed words count: any blanks and line breaks may stand between them."
                : "\n\nThe elements of the returned list may stand in any order."
        }
        return statement
    }

    /// Whole programs stand as they are, so that an extension leaves them out.
    private func submissions(
        _ values: [String: String], _ entryPoint: String, _ added: Extension?,
        _ reshape: CodeReshape
    ) -> [Submission] {
        if kind == .program, added != nil { return [] }
        return submissions.map { submission in
            var submission = submission
            if kind == .function {
                submission.text = program(submission.text, values, entryPoint, added, reshape)
            } else {
                submission.text = CodeTemplate.fill(submission.text, with: values)
            }
            return submission
        }
    }

    private func choices(
        _ choice: CodeChoice, _ values: [String: String], _ entryPoint: String, _ added: Extension?
    ) -> JSON {
        .object(
            [
                JSON.Member(
                    "slots",
                    .object(slots.map { JSON.Member($0.name, .string(values[$0.name] ?? "")) })
                ),
                JSON.Member("wording", .integer(Int64(choice.wording))),
                JSON.Member("entryPoint", .string(entryPoint)),
                JSON.Member("extension", added.map { .string($0.name) } ?? .null),
            ] + choice.reshape.members)
    }
}

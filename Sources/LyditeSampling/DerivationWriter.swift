internal import LyditeCore
internal import LyditeMath
internal import LyditeProblems

/// Puts a worked derivation into words, in one of several manners.
struct DerivationWriter {
    let instance: FamilyInstance
    let work: DerivationWork
    let manner: Int
    /// Whether an answer always stands at the end.
    var isAlwaysClosed = false

    init(instance: FamilyInstance, work: DerivationWork, manner: Int) {
        self.instance = instance
        self.work = work
        self.manner = manner
    }

    mutating func text(_ generator: inout SeededGenerator) -> String {
        let opening = Self.openings[
            (generator.below(Self.openings.count) + manner) % Self.openings.count]
        let body = body(&generator)
        let isOpen = !isAlwaysClosed && generator.chance(3, of: 100)
        let closing = isOpen ? trailing(&generator) : closing(&generator)
        let parts = [opening, body, closing].filter { !$0.isEmpty }
        return parts.joined(separator: "\n\n")
    }

    private static let openings = [
        "", "", "", "Let's work through this step by step.", "Let me solve this step by step.",
        "We can solve this in a few steps.", "Here is how to work it out.",
        "Let's break this down.",
        "Let's see what is given and go from there.",
    ]

    private static let trailings = [
        "Let me check this again before I give a result. The numbers above need another look.",
        "Wait, I am not sure that I used the right amounts here. It may be better to start over.",
        "Hmm, I should double-check whether every condition was used.",
    ]

    /// An end without an answer: doubt, or two values between which the solver does not choose.
    private func trailing(_ generator: inout SeededGenerator) -> String {
        let values = work.lines.suffix(2).compactMap { line in
            line.values[line.step.name].map { instance.answer.number($0) }
        }
        guard values.count == 2, values[0] != values[1], generator.chance(2, of: 3) else {
            return generator.pick(Self.trailings)
        }
        return "So it is either \(values[0]) or \(values[1]), and I am not sure which of them."
    }

    // MARK: Body

    private func body(_ generator: inout SeededGenerator) -> String {
        let sentences = work.lines.map { line in
            var scene = instance.scene(line.values)
            scene.equation = line.equation
            return generator.pick(line.step.sentences).text(scene)
        }.map(FamilyEnglish.capitalised)
        switch (generator.below(6) + manner) % 6 {
        case 0, 1: return connected(sentences, &generator)
        case 2: return numbered(sentences) { "\($0). " }
        case 3: return numbered(sentences) { "Step \($0): " }
        case 4: return labelled()
        default: return sentences.joined(separator: "\n")
        }
    }

    /// One paragraph with words between the steps.
    private func connected(_ sentences: [String], _ generator: inout SeededGenerator) -> String {
        var text: [String] = []
        for (index, sentence) in sentences.enumerated() {
            var words = ["", "", "Next, ", "Then ", "Now "]
            if index == 0 { words = ["", "First, ", "To begin, "] }
            if index > 0, index == sentences.count - 1 {
                words = ["", "Finally, ", "In the end, "]
            }
            let word = generator.pick(words)
            guard !word.isEmpty, let rest = Self.lowered(sentence) else {
                text.append(sentence)
                continue
            }
            text.append(word + rest)
        }
        return text.joined(separator: " ")
    }

    /// First words that may follow a connective, with a small letter.
    private static let plainStarts: Set<String> = [
        "The", "Each", "One", "All", "There", "Every", "Both", "They", "Two", "It",
    ]

    private static func lowered(_ sentence: String) -> String? {
        guard let first = sentence.split(separator: " ").first, plainStarts.contains(String(first))
        else { return nil }
        return sentence.prefix(1).lowercased() + sentence.dropFirst()
    }

    private func numbered(_ sentences: [String], _ mark: (Int) -> String) -> String {
        sentences.enumerated().map { mark($0.offset + 1) + $0.element }.joined(separator: "\n")
    }

    /// `Cost: 4 * 2.50 = 10 dollars`, a line a step.
    private func labelled() -> String {
        work.lines.map { line in
            let isOne = line.values[line.step.name] == .one
            let unit = isOne ? "" : line.step.unit.map { " " + $0 } ?? ""
            return "- \(FamilyEnglish.capitalised(line.step.label)): \(line.equation)\(unit)"
        }.joined(separator: "\n")
    }

    // MARK: Closing

    private func closing(_ generator: inout SeededGenerator) -> String {
        let shown = instance.answer.display(work.answer)
        let number = instance.answer.number(work.answer)
        return switch generator.below(9) {
        case 0: "The answer is \(shown)."
        case 1: "So the final answer is **\(shown)**."
        case 2: "#### \(number)"
        case 3: "**Answer: \(shown)**"
        case 4: "Therefore, the answer is \\boxed{\(boxed)}."
        case 5: "\\boxed{\(boxed)}"
        case 6: "The final answer is \(shown)."
        case 7: "Answer: \(number)"
        default: "$$\\boxed{\(boxed)}$$"
        }
    }

    /// The answer as LaTeX writes it.
    private var boxed: String {
        let number = instance.answer.number(work.answer)
        if instance.answer.form == .percent { return number + "\\%" }
        let parts = number.split(separator: "/")
        guard parts.count == 2 else { return number }
        return "\\frac{\(parts[0])}{\(parts[1])}"
    }
}

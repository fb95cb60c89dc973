/// One row before it takes a trainer's form.
package struct TrainingExample: Sendable {
    package enum Content: Hashable, Sendable {
        /// A correct answer to learn from.
        case answer(String)
        case preference(chosen: String, rejected: String)
        /// An answer, and whether it is good.
        case label(String, isGood: Bool)
        /// A question alone, with what the right answer is known by.
        case question(truth: String)
        /// The steps of a trace, each right or wrong.
        case steps([String], labels: [Bool])
        /// Two next steps after the same correct ones.
        case nextStep(prefix: String, chosen: String, rejected: String)
    }

    package var prompt: String
    package var content: Content
    /// JSON text of the `meta` column.
    package var meta: String
    /// Whether the answer is a program.
    package var isCode: Bool
    /// Its place among the rows of its file, from 0.
    package var index = 0
    /// Name of the split that it stands in.
    package var split = "train"

    package init(prompt: String, content: Content, meta: String, isCode: Bool) {
        self.prompt = prompt
        self.content = content
        self.meta = meta
        self.isCode = isCode
    }
}

extension TrainingExample {
    /// What every loader drops or breaks on in silence; nil for a row that all of them take.
    package func omission(
        maximumBytes: Int, leastAnswerBytes: Int
    ) -> RowOmission? {
        let answers: [String]
        switch content {
        case .answer(let text), .label(let text, _): answers = [text]
        case .preference(let chosen, let rejected), .nextStep(_, let chosen, let rejected):
            if chosen == rejected { return .equalSides }
            answers = [chosen, rejected]
        case .question(let truth):
            if truth.utf8.count > Self.maximumTruthBytes { return .tooLong }
            answers = [truth]
        case .steps(let steps, let labels):
            guard !steps.isEmpty, steps.count == labels.count else { return .emptyText }
            answers = steps
        }
        guard !Self.isBlank(prompt), !answers.contains(where: Self.isBlank) else {
            return .emptyText
        }
        if case .question = content {
            return prompt.utf8.count > maximumBytes ? .tooLong : nil
        }
        if isCompared, answers.contains(where: { $0.utf8.starts(with: prompt.utf8) }) {
            return .promptTwice
        }
        if answers.contains(where: { $0.utf8.count < leastAnswerBytes }) { return .tooShort }
        let longest: Int
        switch content {
        case .steps(let steps, _): longest = steps.reduce(0) { $0 + $1.utf8.count + 1 }
        case .nextStep(let prefix, _, _):
            longest = prefix.utf8.count + (answers.map(\.utf8.count).max() ?? 0)
        default: longest = answers.map(\.utf8.count).max() ?? 0
        }
        return prompt.utf8.count + longest > maximumBytes ? .tooLong : nil
    }

    /// Preference trainers put a side behind the prompt, and the prompt within it a second time.
    private var isCompared: Bool {
        switch content {
        case .preference, .label, .nextStep: true
        case .answer, .question, .steps: false
        }
    }

    /// The tests of a program as one string; more would weigh a row down for every loader.
    private static let maximumTruthBytes = 256 << 10

    private static func isBlank(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
    }
}

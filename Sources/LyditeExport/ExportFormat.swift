package import LyditeCore

/// What a trainer wants its rows to look like. A new one is one entry in a file under Formats.
package struct ExportFormat: Sendable {
    /// Which rows of a store a file is made of.
    package enum Source: Sendable {
        /// Correct traces.
        case answers
        case pairs
        /// Both sides of pairs, each with its label.
        case labels
        /// Problems with what the right answer is known by.
        case questions
        /// Steps of traces, each right or wrong.
        case steps
        /// Pairs of next steps.
        case nextSteps
    }

    /// How rows become files.
    package enum Container: Sendable {
        /// `train.jsonl` and so on.
        case lines
        /// `data.json`, a list, and `dataset_info.json` that describes it.
        case list(information: JSON)
        /// `train.parquet`, made of the lines by a helper in Python.
        case parquet
        /// `data/<config>/train.jsonl`, and a card.
        case repository
    }

    /// One kind of row, in a config of its own where the container has configs.
    package struct Part: Sendable {
        package var config: String
        package var source: Source
        package var write: @Sendable (TrainingExample, inout JSONWriter) -> Void
    }

    package var name: String
    package var summary: String
    package var container: Container
    package var parts: [Part]
    /// Answers shorter than this break the trainer.
    package var leastAnswerBytes = 1
    /// Files that stand beside the rows, by name.
    package var companions: [(name: String, text: String)] = []

    init(
        _ name: String, _ summary: String, _ source: Source, container: Container = .lines,
        leastAnswerBytes: Int = 1,
        _ write: @escaping @Sendable (TrainingExample, inout JSONWriter) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.container = container
        self.leastAnswerBytes = leastAnswerBytes
        parts = [Part(config: "default", source: source, write: write)]
    }

    init(repository name: String, _ summary: String, parts: [Part]) {
        self.name = name
        self.summary = summary
        container = .repository
        self.parts = parts
    }

    /// The layout of a run's own folder.
    package static var repository: ExportFormat { HubFormats.repository }

    /// Every format, in the order of `lydite export --list`.
    package static let all: [ExportFormat] =
        HubFormats.all + TRLFormats.all + VerlFormats.all + OpenRLHFFormats.all
        + LlamaFactoryFormats.all + AxolotlFormats.all + SwiftFormats.all + NemoFormats.all
}

/// Pieces that several trainers share.
extension JSONWriter {
    /// A list of turns with `role` and `content`.
    mutating func turns(_ name: String, _ turns: [(role: String, content: String)]) {
        key(name)
        beginArray()
        for turn in turns { message(turn.role, turn.content) }
        endArray()
    }

    mutating func message(_ role: String, _ content: String) {
        beginObject()
        text("role", role)
        text("content", content)
        endObject()
    }

    /// A member with a text.
    mutating func text(_ name: String, _ text: String) {
        key(name)
        string(text)
    }

    /// A list of texts.
    mutating func texts(_ name: String, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }

    mutating func flag(_ name: String, _ value: Bool) {
        key(name)
        bool(value)
    }

    mutating func flags(_ name: String, _ values: [Bool]) {
        key(name)
        beginArray()
        for value in values { bool(value) }
        endArray()
    }
}

extension TrainingExample {
    /// The prompt and one answer as a conversation.
    func conversation(_ answer: String) -> [(role: String, content: String)] {
        [("user", prompt), ("assistant", answer)]
    }

    var question: [(role: String, content: String)] { [("user", prompt)] }
}

internal import LyditeCore

/// TRL: conversational rows; other columns than its own are dropped, or reach the reward function.
///
/// No column may be named as one of another type's (prompt, completion, label, image, tools).
enum TRLFormats {
    static let all = [
        ExportFormat("trl-sft", "TRL SFTTrainer: messages", .answers) { row, writer in
            guard case .answer(let text) = row.content else { return }
            writer.turns("messages", row.conversation(text))
            writer.text("meta", row.meta)
        },
        ExportFormat("trl-sft-pc", "TRL SFTTrainer: prompt and completion", .answers) {
            row, writer in
            guard case .answer(let text) = row.content else { return }
            writer.turns("prompt", row.question)
            writer.turns("completion", [("assistant", text)])
            writer.text("meta", row.meta)
        },
        ExportFormat("trl-dpo", "TRL DPOTrainer: prompt, chosen, rejected", .pairs) { row, writer in
            preference(row, &writer)
        },
        ExportFormat("trl-kto", "TRL KTOTrainer: prompt, completion, label", .labels) {
            row, writer in
            guard case .label(let text, let isGood) = row.content else { return }
            writer.turns("prompt", row.question)
            writer.turns("completion", [("assistant", text)])
            writer.flag("label", isGood)
            writer.text("meta", row.meta)
        },
        ExportFormat("trl-reward", "TRL RewardTrainer: whole conversations and a margin", .pairs) {
            row, writer in
            guard case .preference(let chosen, let rejected) = row.content else { return }
            writer.turns("chosen", row.conversation(chosen))
            writer.turns("rejected", row.conversation(rejected))
            writer.key("margin")
            writer.double(1)
            writer.text("meta", row.meta)
        },
        ExportFormat("trl-grpo", "TRL GRPOTrainer: prompt and ground_truth", .questions) {
            row, writer in
            guard case .question(let truth) = row.content else { return }
            writer.turns("prompt", row.question)
            writer.text("ground_truth", truth)
            writer.text("data_source", row.dataSource)
            writer.text("meta", row.meta)
        },
        ExportFormat("trl-prm", "TRL PRMTrainer: steps with labels", .steps) { row, writer in
            steps(row, &writer)
        },
    ]

    static func preference(_ row: TrainingExample, _ writer: inout JSONWriter) {
        guard case .preference(let chosen, let rejected) = row.content else { return }
        writer.turns("prompt", row.question)
        writer.turns("chosen", [("assistant", chosen)])
        writer.turns("rejected", [("assistant", rejected)])
        writer.text("meta", row.meta)
    }

    static func steps(_ row: TrainingExample, _ writer: inout JSONWriter) {
        guard case .steps(let steps, let labels) = row.content else { return }
        writer.text("prompt", row.prompt)
        writer.texts("completions", steps)
        writer.flags("labels", labels)
        writer.text("meta", row.meta)
    }
}

extension TrainingExample {
    /// What a reward function tells apart by.
    var dataSource: String { isCode ? "lydite/code" : "lydite/math" }
}

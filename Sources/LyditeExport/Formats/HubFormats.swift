internal import LyditeCore

/// A data set repository: the layout that hubs and `datasets.load_dataset(FOLDER)` read.
enum HubFormats {
    static let all = [repository]

    static let repository =
        ExportFormat(
            repository: "hf-repo", "a data set repository with a config for each kind of row",
            parts: [
                .init(config: "default", source: .answers) { row, writer in
                    guard case .answer(let text) = row.content else { return }
                    writer.turns("messages", row.conversation(text))
                    writer.text("meta", row.meta)
                },
                .init(config: "dpo", source: .pairs) { row, writer in
                    TRLFormats.preference(row, &writer)
                },
                .init(config: "step-dpo", source: .nextSteps) { row, writer in
                    guard case .nextStep(let prefix, let chosen, let rejected) = row.content else {
                        return
                    }
                    writer.text("prompt", row.prompt)
                    writer.text("prefix", prefix)
                    writer.text("chosen", chosen)
                    writer.text("rejected", rejected)
                    writer.text("meta", row.meta)
                },
                .init(config: "steps", source: .steps) { row, writer in
                    TRLFormats.steps(row, &writer)
                },
                .init(config: "questions", source: .questions) { row, writer in
                    guard case .question(let truth) = row.content else { return }
                    writer.turns("prompt", row.question)
                    writer.text("ground_truth", truth)
                    writer.text("data_source", row.dataSource)
                    writer.text("meta", row.meta)
                },
            ])
}

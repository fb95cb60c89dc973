internal import LyditeCore

/// OpenRLHF: keys are chosen on its command line; these are its defaults.
enum OpenRLHFFormats {
    static let all = [
        ExportFormat("openrlhf-sft", "OpenRLHF SFT: input and output", .answers) { row, writer in
            guard case .answer(let text) = row.content else { return }
            writer.text("input", row.prompt)
            writer.text("output", text)
            writer.text("meta", row.meta)
        },
        ExportFormat("openrlhf-dpo", "OpenRLHF DPO and reward models", .pairs) { row, writer in
            TRLFormats.preference(row, &writer)
        },
        ExportFormat("openrlhf-rl", "OpenRLHF PPO: input, label, datasource", .questions) {
            row, writer in
            guard case .question(let truth) = row.content else { return }
            writer.turns("input", row.question)
            writer.text("label", truth)
            writer.text("datasource", row.dataSource)
            writer.text("meta", row.meta)
        },
    ]
}

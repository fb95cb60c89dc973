internal import LyditeCore

/// Axolotl: its DPO strategy looks a completion up in a rendered dialogue, where a short one is found too early.
enum AxolotlFormats {
    /// Longer than any word of a chat template, and than the placeholder in front.
    private static let leastAnswerBytes = 20

    static let all = [
        ExportFormat("ax-chat", "Axolotl SFT: type chat_template", .answers) { row, writer in
            guard case .answer(let text) = row.content else { return }
            writer.turns("messages", row.conversation(text))
            writer.text("meta", row.meta)
        },
        ExportFormat(
            "ax-dpo", "Axolotl DPO: type chat_template.default", .pairs,
            leastAnswerBytes: leastAnswerBytes
        ) { row, writer in
            guard case .preference(let chosen, let rejected) = row.content else { return }
            writer.turns("messages", row.question)
            writer.key("chosen")
            writer.message("assistant", chosen)
            writer.key("rejected")
            writer.message("assistant", rejected)
            writer.text("meta", row.meta)
        },
        ExportFormat("ax-kto", "Axolotl KTO: type chatml.ultra", .labels) { row, writer in
            guard case .label(let text, let isGood) = row.content else { return }
            writer.text("prompt", row.prompt)
            writer.text("completion", text)
            writer.flag("label", isGood)
            writer.text("meta", row.meta)
        },
        ExportFormat("ax-step", "Axolotl PRM: type stepwise_supervised", .steps) { row, writer in
            TRLFormats.steps(row, &writer)
        },
    ]
}

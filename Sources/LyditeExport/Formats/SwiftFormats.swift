internal import LyditeCore

/// ms-swift: a preference row has its chosen side in the conversation.
enum SwiftFormats {
    static let all = [
        ExportFormat("swift-sft", "ms-swift SFT: messages", .answers) { row, writer in
            guard case .answer(let text) = row.content else { return }
            writer.turns("messages", row.conversation(text))
            writer.text("meta", row.meta)
        },
        ExportFormat("swift-dpo", "ms-swift DPO: messages and rejected_response", .pairs) {
            row, writer in
            guard case .preference(let chosen, let rejected) = row.content else { return }
            writer.turns("messages", row.conversation(chosen))
            writer.text("rejected_response", rejected)
            writer.text("meta", row.meta)
        },
        ExportFormat("swift-kto", "ms-swift KTO: messages and label", .labels) { row, writer in
            guard case .label(let text, let isGood) = row.content else { return }
            writer.turns("messages", row.conversation(text))
            writer.flag("label", isGood)
            writer.text("meta", row.meta)
        },
        ExportFormat("swift-grpo", "ms-swift GRPO: messages and solution", .questions) {
            row, writer in
            guard case .question(let truth) = row.content else { return }
            writer.turns("messages", row.question)
            writer.text("solution", truth)
            writer.text("meta", row.meta)
        },
    ]
}

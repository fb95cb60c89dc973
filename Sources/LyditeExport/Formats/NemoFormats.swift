internal import LyditeCore

/// NeMo-RL: completions with ranks, the lowest of which is preferred.
enum NemoFormats {
    static let all = [
        ExportFormat("nemo-rl", "NeMo-RL preferences: context and ranked completions", .pairs) {
            row, writer in
            guard case .preference(let chosen, let rejected) = row.content else { return }
            writer.turns("context", row.question)
            writer.key("completions")
            writer.beginArray()
            for (rank, text) in [chosen, rejected].enumerated() {
                writer.beginObject()
                writer.key("rank")
                writer.integer(rank)
                writer.turns("completion", [("assistant", text)])
                writer.endObject()
            }
            writer.endArray()
            writer.text("meta", row.meta)
        }
    ]
}

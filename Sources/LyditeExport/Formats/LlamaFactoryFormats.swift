internal import LyditeCore

/// LLaMA-Factory: one list of rows, and a file that says what its columns are.
///
/// A declared column must stand in every row, and a conversation must begin with the user and end with the model.
enum LlamaFactoryFormats {
    static let all = [
        ExportFormat(
            "lf-alpaca", "LLaMA-Factory: instruction, input, output", .answers,
            container: .list(information: .object([]))
        ) { row, writer in
            guard case .answer(let text) = row.content else { return }
            writer.text("instruction", row.prompt)
            writer.text("input", "")
            writer.text("output", text)
            writer.text("meta", row.meta)
        },
        ExportFormat(
            "lf-sharegpt", "LLaMA-Factory: conversations of human and gpt", .answers,
            container: .list(information: [
                "formatting": "sharegpt",
                "columns": ["messages": "conversations", "system": "system"],
            ])
        ) { row, writer in
            guard case .answer(let text) = row.content else { return }
            conversation(row, text, &writer)
            writer.text("system", "")
            writer.text("meta", row.meta)
        },
        ExportFormat(
            "lf-ranking", "LLaMA-Factory: DPO and reward models", .pairs,
            container: .list(information: [
                "formatting": "sharegpt", "ranking": true,
                "columns": [
                    "messages": "conversations", "chosen": "chosen", "rejected": "rejected",
                ],
            ])
        ) { row, writer in
            guard case .preference(let chosen, let rejected) = row.content else { return }
            conversation(row, nil, &writer)
            writer.key("chosen")
            turn("gpt", chosen, &writer)
            writer.key("rejected")
            turn("gpt", rejected, &writer)
            writer.text("meta", row.meta)
        },
        ExportFormat(
            "lf-kto", "LLaMA-Factory: KTO", .labels,
            container: .list(information: [
                "formatting": "sharegpt",
                "columns": ["messages": "conversations", "kto_tag": "kto_tag"],
            ])
        ) { row, writer in
            guard case .label(let text, let isGood) = row.content else { return }
            conversation(row, text, &writer)
            writer.flag("kto_tag", isGood)
            writer.text("meta", row.meta)
        },
    ]

    private static func conversation(
        _ row: TrainingExample, _ answer: String?, _ writer: inout JSONWriter
    ) {
        writer.key("conversations")
        writer.beginArray()
        turn("human", row.prompt, &writer)
        if let answer { turn("gpt", answer, &writer) }
        writer.endArray()
    }

    private static func turn(_ from: String, _ value: String, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.text("from", from)
        writer.text("value", value)
        writer.endObject()
    }
}

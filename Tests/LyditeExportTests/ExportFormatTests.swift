import LyditeCore
import LyditeExport
import Testing

struct ExportFormatTests {
    private func example(
        _ content: TrainingExample.Content, prompt: String = "What is 2 + 2?"
    ) -> TrainingExample {
        TrainingExample(prompt: prompt, content: content, meta: "{}", isCode: false)
    }

    private func omission(
        _ content: TrainingExample.Content, prompt: String = "What is 2 + 2?", bytes: Int = 1000,
        least: Int = 1
    ) -> RowOmission? {
        example(content, prompt: prompt).omission(maximumBytes: bytes, leastAnswerBytes: least)
    }

    private static let good: [TrainingExample.Content] = [
        .answer("It is 4, as 2 + 2 = 4."),
        .preference(chosen: "It is 4, as 2 + 2 = 4.", rejected: "It is 5, as 2 + 2 = 5."),
        .label("It is 5, as 2 + 2 = 5.", isGood: false), .question(truth: "4"),
        .steps(["2 + 2 = 4", "It is 4."], labels: [true, true]),
        .nextStep(prefix: "Add.\n", chosen: "2 + 2 = 4", rejected: "2 + 2 = 5"),
    ]

    private static let blank: [TrainingExample.Content] = [
        .answer(""), .answer(" \n\t"), .preference(chosen: "4", rejected: ""),
        .preference(chosen: " ", rejected: "4"), .label("", isGood: true), .question(truth: ""),
        .steps([], labels: []), .steps(["a", " "], labels: [true, true]),
        .steps(["a"], labels: [true, true]), .nextStep(prefix: "", chosen: "", rejected: "a"),
    ]

    @Test(arguments: blank)
    func `a row with an empty side is refused`(content: TrainingExample.Content) {
        #expect(omission(content) == .emptyText)
    }

    @Test(arguments: good)
    func `a row without a prompt is refused`(content: TrainingExample.Content) {
        #expect(omission(content, prompt: " \n") == .emptyText)
        #expect(omission(content) == nil)
    }

    @Test func `equal sides, a repeated prompt, and what is too long or too short are refused`() {
        #expect(omission(.preference(chosen: "4", rejected: "4")) == .equalSides)
        #expect(omission(.nextStep(prefix: "", chosen: "4", rejected: "4")) == .equalSides)
        #expect(omission(.answer("What is 2 + 2? It is 4.")) == nil)
        #expect(omission(.label("What is 2 + 2? It is 4.", isGood: true)) == .promptTwice)
        #expect(
            omission(.preference(chosen: "4", rejected: "What is 2 + 2? 5")) == .promptTwice)
        let long = String(repeating: "a", count: 990)
        #expect(omission(.answer(long)) == .tooLong)
        #expect(omission(.preference(chosen: "4", rejected: long)) == .tooLong)
        #expect(omission(.steps([long, "b"], labels: [true, true])) == .tooLong)
        #expect(omission(.question(truth: "4"), prompt: long + long) == .tooLong)
        #expect(omission(.question(truth: String(repeating: "a", count: 300_000))) == .tooLong)
        #expect(omission(.answer("4"), least: 2) == .tooShort)
        #expect(omission(.question(truth: "4"), least: 2) == nil)
    }

    @Test func `names are unique and each format writes its rows with one meta column`() throws {
        let names = ExportFormat.all.map(\.name)
        #expect(Set(names).count == names.count && names.count == 25)
        // Columns by which loaders choose another path or drop the row.
        let reserved: Set<String> = ["text", "image", "images", "tools", "task_name", "prompts"]
        for format in ExportFormat.all {
            for part in format.parts {
                var written = 0
                for content in Self.good {
                    var writer = JSONWriter()
                    writer.beginObject()
                    part.write(example(content), &writer)
                    writer.endObject()
                    guard writer.bytes != Array("{}".utf8) else { continue }
                    written += 1
                    let row = try JSONParser.parse(writer.bytes)
                    let keys = row.members?.map(\.key) ?? []
                    #expect(keys.last == "meta" && row["meta"] == "{}", "\(format.name)")
                    #expect(reserved.isDisjoint(with: keys), "\(format.name)")
                }
                #expect(written == 1, "\(format.name)/\(part.config)")
            }
        }
    }

    @Test func `rows have the columns that each trainer documents`() throws {
        let wanted: [(String, [String])] = [
            ("trl-sft", ["messages"]), ("trl-sft-pc", ["prompt", "completion"]),
            ("trl-dpo", ["prompt", "chosen", "rejected"]),
            ("trl-kto", ["prompt", "completion", "label"]),
            ("trl-reward", ["chosen", "rejected", "margin"]),
            ("trl-grpo", ["prompt", "ground_truth", "data_source"]),
            ("trl-prm", ["prompt", "completions", "labels"]),
            ("verl-rl", ["data_source", "prompt", "ability", "reward_model", "extra_info"]),
            ("openrlhf-sft", ["input", "output"]),
            ("openrlhf-dpo", ["prompt", "chosen", "rejected"]),
            ("openrlhf-rl", ["input", "label", "datasource"]),
            ("lf-alpaca", ["instruction", "input", "output"]),
            ("lf-sharegpt", ["conversations", "system"]),
            ("lf-ranking", ["conversations", "chosen", "rejected"]),
            ("lf-kto", ["conversations", "kto_tag"]), ("ax-chat", ["messages"]),
            ("ax-dpo", ["messages", "chosen", "rejected"]),
            ("ax-kto", ["prompt", "completion", "label"]),
            ("ax-step", ["prompt", "completions", "labels"]), ("swift-sft", ["messages"]),
            ("swift-dpo", ["messages", "rejected_response"]), ("swift-kto", ["messages", "label"]),
            ("swift-grpo", ["messages", "solution"]), ("nemo-rl", ["context", "completions"]),
        ]
        for (name, columns) in wanted {
            let format = try #require(ExportFormat.all.first { $0.name == name })
            var found: [[String]] = []
            for content in Self.good {
                var writer = JSONWriter()
                writer.beginObject()
                format.parts[0].write(example(content), &writer)
                writer.endObject()
                let keys = try JSONParser.parse(writer.bytes).members?.map(\.key) ?? []
                if !keys.isEmpty { found.append(keys) }
            }
            #expect(found == [columns + ["meta"]], "\(name)")
        }
    }
}

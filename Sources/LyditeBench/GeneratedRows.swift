internal import LyditeCore
internal import LyditeFiles

/// Problems and recorded rollouts of the size and form of grade-school math, made from a seed.
struct GeneratedRows {
    let problems: String
    let rollouts: String

    /// Writes both files into `folder`.
    init(folder: String, problems count: Int, rolloutsEach: Int) throws {
        problems = folder + "/problems.jsonl"
        rollouts = folder + "/rollouts.jsonl"
        let problemFile = try OutputFile(problems)
        let rolloutFile = try OutputFile(rollouts)
        let parent = Digest(of: Array("benchmark".utf8))
        for number in 0..<count {
            var generator = SeededGenerator(seed: 1, parent: parent, stage: "rows", index: number)
            let price = generator.within(2...40)
            let amount = generator.within(3...60)
            let note = price * amount + generator.within(1...500)
            let id = "bench/\(number)"
            let problem: JSON = [
                "id": .string(id),
                "statement": .string(
                    "A school orders \(amount) boxes of chalk at \(price) dollars each and pays from a fund that "
                        + "holds \(note) dollars. Order \(number) is the only one this week. How much is left?"
                ),
                "gold": .string(String(note - price * amount)),
            ]
            try problemFile.write(problem.text + "\n")
            for rollout in 0..<rolloutsEach {
                let cost = price * amount + (rollout % 2 == 0 ? 0 : generator.within(1...9))
                let text =
                    "Each box costs \(price) dollars and there are \(amount) boxes.\n"
                    + "The boxes cost \(amount) * \(price) = \(cost) dollars in all.\n"
                    + "The fund held \(note) dollars before the order, so what is left is "
                    + "\(note) - \(cost) = \(note - cost) dollars.\nThis is sample \(rollout) of the answer.\n"
                    + "#### \(note - cost)"
                let row: JSON = [
                    "problem": .string(id), "text": .string(text), "model": "generated",
                ]
                try rolloutFile.write(row.text + "\n")
            }
        }
        try problemFile.commit()
        try rolloutFile.commit()
    }
}

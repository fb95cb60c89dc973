internal import LyditeCore
internal import LyditeFiles

/// Worked solutions for problems that the policy failed at every time.
///
/// They go through the referee like any answer, in a run of their own, and their rows say `"rewritten":"from-gold"`.
struct GoldRewrites {
    let sources: SourceSet
    let rates: [String: Curriculum.Rate]
    let folder: String

    /// - Returns: How many problems have such a solution.
    func write() throws -> Int {
        try FileBytes.makeFolder(folder)
        let problems = try OutputFile(folder + "/problems.jsonl")
        let recorded = try OutputFile(folder + "/recorded.jsonl")
        var count = 0
        for source in sources.all {
            guard let rate = rates[source.id], rate.decided > 0, rate.correct == 0,
                let row = source.row, case .answer(let check) = row.problem.check,
                let reference = row.problem.reference, !reference.isEmpty
            else { continue }
            let text =
                reference.utf8Range(of: "####") == nil
                ? "\(reference)\n#### \(check.gold)" : reference
            try problems.write(row.bare.text + "\n")
            let made: JSON = [
                "problem": .string(source.id), "text": .string(text), "model": "gold",
                "sampling": ["rewritten": "from-gold"],
            ]
            try recorded.write(made.text + "\n")
            count += 1
        }
        try problems.commit()
        try recorded.commit()
        return count
    }
}

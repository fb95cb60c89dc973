internal import LyditeCore
internal import LyditeCurate
internal import LyditeExport
internal import LyditeStore

/// Makes the rows of one variant, of every kind that a format may ask for.
struct ExampleMaker {
    let cursor: VariantCursor
    let keepsReasoning: Bool

    /// - Parameter emit: Takes each row, in the order of the store.
    /// - Returns: How many rows were left out, by reason.
    func each(
        _ source: ExportFormat.Source, of variant: StoredVariant,
        _ emit: (TrainingExample) throws -> Void
    ) throws -> [String: Int] {
        var omitted: [String: Int] = [:]
        let counts = try cursor.counts(of: variant)
        let meta = RowMeta(variant: variant, correct: counts.correct, decided: counts.decided)
        let check = try? JSONParser.parse(variant.check)
        let isCode = check?["language"] != nil
        func example(_ content: TrainingExample.Content, _ meta: String) -> TrainingExample {
            TrainingExample(
                prompt: variant.statement, content: content, meta: meta, isCode: isCode)
        }
        var seen: Set<Digest> = []
        func isRepeated(_ text: String) -> Bool {
            let isNew = seen.insert(Digest(of: Array(text.utf8))).inserted
            if !isNew { omitted["duplicate-text", default: 0] += 1 }
            return !isNew
        }
        switch source {
        case .answers:
            try cursor.eachTrace(of: variant) { stored in
                guard stored.isKept else { return }
                let trace = text(stored)
                guard !isRepeated(trace.text) else { return }
                try emit(example(.answer(trace.text), meta.text(trace)))
            }
        case .pairs:
            try cursor.eachPair(of: variant) { pair in
                try emit(
                    example(
                        .preference(
                            chosen: text(pair.chosen).text, rejected: text(pair.rejected).text),
                        meta.text(pair)))
            }
        case .labels:
            // Good and bad by turns: trainers that group rows by their place get both kinds. The side of a rating that
            // lost is right too, and no bad answer.
            var rows: Set<Int64> = []
            try cursor.eachPair(of: variant) { pair in
                for (trace, isGood) in [(pair.chosen, true), (pair.rejected, false)]
                where trace.isSound == isGood && rows.insert(trace.row).inserted {
                    let trace = text(trace)
                    try emit(example(.label(trace.text, isGood: isGood), meta.text(trace)))
                }
            }
        case .questions:
            guard let truth = Self.truth(check) else { return [:] }
            guard try isAsked(variant) else { return ["problem-left-out": 1] }
            try emit(example(.question(truth: truth), meta.text()))
        case .steps:
            guard !isCode else { return [:] }
            try cursor.eachTrace(of: variant) { trace in
                guard trace.omittedBy == nil, trace.verdict.isDecided,
                    let (steps, labels) = TraceSteps(trace.text).labels(isSound: trace.isSound),
                    !isRepeated(trace.text)
                else { return }
                try emit(example(.steps(steps, labels: labels), meta.text(trace)))
            }
        case .nextSteps:
            try cursor.eachPair(of: variant) { pair in
                guard let step = pair.facts["firstWrong"]?["step"]?.intValue else { return }
                let chosen = TraceSteps(pair.chosen.text).steps
                let rejected = TraceSteps(pair.rejected.text).steps
                guard chosen.indices.contains(step), rejected.indices.contains(step) else {
                    return
                }
                let prefix = pair.chosen.text.utf8.prefix(chosen[step].offset)
                try emit(
                    example(
                        .nextStep(
                            prefix: String(decoding: prefix, as: UTF8.self),
                            chosen: chosen[step].text, rejected: rejected[step].text),
                        meta.text(pair)))
            }
        }
        return omitted
    }

    /// Whether curation left a problem in: some decided trace was not left out for what is wrong with the problem.
    private func isAsked(_ variant: StoredVariant) throws -> Bool {
        try cursor.fates(of: variant).contains { fate in
            fate.reason.map { !StageOmission.problemReasons.contains($0) } ?? true
        }
    }

    /// What the right answer is known by: the answer itself, or the tests as the text of a `verify` row.
    private static func truth(_ check: JSON?) -> String? {
        guard let check else { return nil }
        if let gold = check["gold"] { return gold.stringValue ?? gold.text }
        return check["language"] == nil ? nil : check.text
    }

    private func text(_ trace: StoredTrace) -> StoredTrace {
        keepsReasoning ? trace.withReasoning : trace
    }
}

extension StoredTrace {
    /// The trace with its reasoning in the text, as models with one channel write it.
    var withReasoning: StoredTrace {
        guard let thinking else { return self }
        var trace = self
        trace.text = "<think>\n\(thinking)\n</think>\n\n" + text
        return trace
    }
}

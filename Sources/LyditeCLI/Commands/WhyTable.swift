internal import LyditeCore
internal import LyditeStore

/// `lydite report why`: what became of a trace, and for what.
enum WhyTable {
    static func show(_ names: [String], _ arguments: Arguments) throws -> ExitCode {
        let isJSON = arguments.has("--json")
        let reader = try StoreReader(path: arguments.store)
        var isKnown = true
        for name in names {
            let fates = try reader.fates(of: name)
            let refusals = try reader.refusals(of: name)
            if fates.isEmpty, refusals.isEmpty {
                Terminal.note("the store holds no trace or problem \"\(name)\"")
                isKnown = false
            }
            for reason in refusals {
                try Terminal.print(
                    isJSON
                        ? (["problem": .string(name), "refused": .string(reason)] as JSON).text
                        : "\(name): no variant was made (\(reason))")
            }
            for fate in fates { try Terminal.print(isJSON ? json(fate).text : text(fate)) }
        }
        return isKnown ? .success : .negative
    }

    private static func text(_ fate: StoreReader.Fate) -> String {
        var parts = [fate.verdict.code]
        if let reasoning = fate.reasoning { parts.append("over a \(reasoning)") }
        if let stage = fate.stage, let reason = fate.reason {
            parts.append(
                "left out by \(stage): \(reason)" + (fate.beside.map { ", beside \($0)" } ?? ""))
        } else if fate.verdict == .correct, fate.reasoning == nil {
            parts.append("kept")
        }
        if fate.chosenIn > 0 { parts.append("chosen in \(fate.chosenIn) pairs") }
        if fate.rejectedIn > 0 { parts.append("rejected in \(fate.rejectedIn) pairs") }
        for reason in fate.pairReasons { parts.append("a pair was left out: \(reason)") }
        return "\(fate.problem) trace \(fate.number) (\(fate.trace.short)): "
            + parts.joined(separator: "; ")
    }

    private static func json(_ fate: StoreReader.Fate) -> JSON {
        func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
        return [
            "trace": .string(fate.trace.description), "problem": .string(fate.problem),
            "number": .integer(Int64(fate.number)), "verdict": .string(fate.verdict.code),
            "reasoning": text(fate.reasoning), "detail": text(fate.detail),
            "stage": text(fate.stage), "reason": text(fate.reason), "beside": text(fate.beside),
            "chosenIn": .integer(Int64(fate.chosenIn)),
            "rejectedIn": .integer(Int64(fate.rejectedIn)),
            "pairsLeftOut": .array(fate.pairReasons.map { .string($0) }),
        ]
    }
}

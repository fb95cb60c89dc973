package import LyditeCore
internal import LyditeFiles
internal import LyditeStore

/// What a sampler fails at, by group: `lydite report failures`.
package struct FailureReport: Sendable {
    package enum Grouping: String, CaseIterable, Sendable {
        case topic
        case family
        case model
        /// The prompt's digest, so that two versions of a prompt can be compared.
        case prompt
    }

    /// Decided traces of one group.
    package struct Group: Sendable {
        package var correct = 0
        package var decided = 0
        /// Right by answer over a false equation.
        package var wrongSteps = 0
        package var faults: [Fault: Int] = [:]
        /// The first failed rollout, to look at.
        package var example: Digest?

        /// The share of correct ones.
        package var passRate: Interval { Interval(correct, of: decided) }

        package var json: JSON {
            let rate = passRate
            let faults = faults.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { JSON.Member($0.key.rawValue, .integer(Int64($0.value))) }
            return [
                "correct": .integer(Int64(correct)), "decided": .integer(Int64(decided)),
                "passRate": rate.share.map { .double($0) } ?? .null,
                "low": .double(rate.low), "high": .double(rate.high),
                "wrongSteps": .integer(Int64(wrongSteps)), "faults": .object(faults),
                "example": example.map { .string($0.description) } ?? .null,
            ]
        }
    }

    package private(set) var whole = Group()
    /// Each grouping's groups by name.
    package private(set) var groups: [Grouping: [String: Group]] = [:]
    package private(set) var undecided = 0

    package init(store: String) throws(EngineError) {
        guard FileBytes.kind(store) == .file else { throw .noStore(store) }
        try EngineError.wrapping {
            let cursor = try StoreReader(path: store).answers()
            while let (variant, answers) = try cursor.next() {
                for answer in answers { add(answer, of: variant) }
            }
        }
    }

    private mutating func add(_ answer: AnswerCursor.Answer, of variant: StoredVariant) {
        guard answer.verdict.isDecided else {
            undecided += 1
            return
        }
        whole.add(answer)
        let prompt = (try? JSONParser.parse(answer.sampling))?["prompt"]?.stringValue
        let names: [(Grouping, String?)] = [
            (.topic, variant.topic), (.family, variant.family), (.model, answer.model),
            (.prompt, prompt.map { String($0.prefix(12)) }),
        ]
        for (grouping, name) in names {
            guard let name else { continue }
            groups[grouping, default: [:]][name, default: Group()].add(answer)
        }
    }

    package var json: JSON {
        .object(
            [.init("all", whole.json), .init("undecided", .integer(Int64(undecided)))]
                + Grouping.allCases.map { grouping in
                    let named = (groups[grouping] ?? [:]).sorted { $0.key < $1.key }
                    return JSON.Member(
                        grouping.rawValue,
                        .object(named.map { JSON.Member($0.key, $0.value.json) }))
                })
    }
}

extension FailureReport.Group {
    fileprivate mutating func add(_ answer: AnswerCursor.Answer) {
        decided += 1
        if answer.verdict == .correct {
            correct += 1
            if answer.hasWrongStep { wrongSteps += 1 }
        } else if let fault = answer.verdict.fault {
            faults[fault, default: 0] += 1
            example = example ?? answer.digest
        }
    }
}

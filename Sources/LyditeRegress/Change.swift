package import LyditeCore

/// One difference between a corpus now and its baseline.
package struct Change: Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// The same row has another verdict.
        case verdict
        /// The row under this id has other words.
        case input
        /// The baseline knows the row, the corpus does not.
        case gone
    }

    package var kind: Kind
    package var id: String
    package var was: String
    /// nil when the row is gone.
    package var now: String?
    /// What decided now, and the verifier's own sentence.
    package var evidence: String?
    /// Why the change is fine, from the file of allowed changes; nil when it is not explained.
    package var why: String?

    package var json: JSON {
        .record([
            "kind": .string(kind.rawValue), "id": .string(id), "was": .string(was),
            "is": now.map { .string($0) } ?? .null,
            "evidence": evidence.map { .string($0) } ?? .null,
            "why": why.map { .string($0) } ?? .null,
        ])
    }

    /// "answer-17: was correct, is incorrect:wrong-answer (rung rational)".
    package var text: String {
        switch kind {
        case .gone: return "\(id): was \(was), is not in the corpus any more"
        case .input: return "\(id): the row has other words; was \(was), is \(now ?? "-")"
        case .verdict:
            let by = evidence.map { " (\($0))" } ?? ""
            return "\(id): was \(was), is \(now ?? "-")\(by)"
        }
    }

    /// All differences, by id; `new` are rows that the baseline does not know.
    package static func between(
        _ baseline: Baseline, _ rows: [LabelledRow], _ answers: [RowAnswer],
        allowed: [AllowedChange]
    ) -> (changes: [Change], new: Int) {
        var changes: [Change] = []
        var new = 0
        var rest = Set(baseline.entries.keys.map(\.self))
        for (row, answer) in zip(rows, answers) {
            guard let entry = baseline.entries[row.id] else {
                new += 1
                continue
            }
            rest.remove(row.id)
            let isOther = entry.inputDigest != row.inputDigest
            guard isOther || entry.code != answer.code else { continue }
            changes.append(
                Change(
                    kind: isOther ? .input : .verdict, id: row.id, was: entry.code,
                    now: answer.code, evidence: answer.evidence ?? answer.detail, why: nil))
        }
        changes += rest.map { id in
            Change(kind: .gone, id: id, was: baseline.entries[id]?.code ?? "", now: nil)
        }
        for index in changes.indices {
            changes[index].why = allowed.first { $0.explains(changes[index]) }?.why
        }
        return (changes.sorted { $0.id < $1.id }, new)
    }
}

/// A change that somebody looked at and wants.
package struct AllowedChange: Hashable, Sendable {
    package var id: String
    package var was: String
    package var now: String
    package var why: String

    /// Reads rows of id, was, is and why; all four must be there.
    package static func read(_ path: String) throws(RegressError) -> [AllowedChange] {
        var changes: [AllowedChange] = []
        try RowFile.each(path) { row, _ throws(RowError) in
            let change = AllowedChange(
                id: try row.requiredText("id"), was: try row.requiredText("was"),
                now: try row.requiredText("is"), why: try row.requiredText("why"))
            for (field, verdict) in [("was", change.was), ("is", change.now)] {
                guard Label.verdicts.contains(Label.name(verdict)) else {
                    throw row.wrong(field, "a verdict such as correct or incorrect:wrong-answer")
                }
            }
            guard !change.why.isEmpty else { throw row.wrong("why", "a reason") }
            changes.append(change)
        }
        return changes
    }

    func explains(_ change: Change) -> Bool {
        guard id == change.id, change.kind == .verdict, let now = change.now else { return false }
        return matches(was, change.was) && matches(self.now, now)
    }

    /// A bare verdict stands for it with any fault or cause.
    private func matches(_ pattern: String, _ code: String) -> Bool {
        pattern == code || code.hasPrefix(pattern + ":")
    }
}

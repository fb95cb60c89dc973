package import LyditeCore

/// What rewriting did to verdicts, rule by rule.
package struct RewriteReport: Hashable, Sendable {
    package struct Violation: Hashable, Sendable {
        package var rule: String
        package var id: String
        package var was: String
        package var now: String
    }

    package private(set) var tried = 0
    /// Decided verdicts that became undecided: weaker, not wrong.
    package private(set) var lost = 0
    package private(set) var violations: [Violation] = []
    /// Mutants of programs that pass, and those of them that their own cases tell.
    package internal(set) var mutants = 0
    package internal(set) var killed = 0

    package init() {}

    mutating func add(_ rule: String, _ id: String, _ was: RowAnswer, _ now: RowAnswer) {
        tried += 1
        if now.verdict == "undecided" {
            lost += 1
        } else if now.verdict != was.verdict {
            violations.append(Violation(rule: rule, id: id, was: was.code, now: now.code))
        }
    }

    package var json: JSON {
        .record([
            "tried": .integer(Int64(tried)), "lost": .integer(Int64(lost)),
            "mutants": .integer(Int64(mutants)), "killed": .integer(Int64(killed)),
            "violations": .array(
                violations.map {
                    [
                        "rule": .string($0.rule), "id": .string($0.id), "was": .string($0.was),
                        "is": .string($0.now),
                    ]
                }),
        ])
    }
}

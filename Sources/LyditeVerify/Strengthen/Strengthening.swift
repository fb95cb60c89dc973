package import LyditeCore

/// What measuring and strengthening the suite of one problem came to.
package struct Strengthening: Sendable {
    /// A mutant that no case tells from the reference: equivalent to it, or beyond the inputs tried.
    package struct Survivor: Hashable, Sendable {
        package var kind: String
        package var line: Int
        package var text: String
    }

    /// A recorded program that passes the suite as it was and fails an added case.
    package struct Rejection: Hashable, Sendable {
        package var program: String
        package var input: String
        package var expected: String
        package var actual: String
    }

    /// The problem with the added cases.
    package var problem: Problem
    /// Why nothing could be measured; the problem is then as it was.
    package var skipped: String?
    package var mutants = 0
    /// Changes that are shown to change nothing; they are not among the mutants.
    package var equivalent = 0
    package var killedBefore = 0
    package var killedAfter = 0
    package var casesBefore = 0
    package var added: [FunctionCheck.Case] = []
    package var survivors: [Survivor] = []
    /// Recorded programs that pass the suite as it was.
    package var passing = 0
    package var rejected: [Rejection] = []

    package var json: JSON {
        if let skipped { return ["id": .string(problem.id), "skipped": .string(skipped)] }
        func count(_ value: Int) -> JSON { .integer(Int64(value)) }
        return [
            "id": .string(problem.id), "mutants": count(mutants),
            "equivalent": count(equivalent),
            "killedBefore": count(killedBefore), "killedAfter": count(killedAfter),
            "casesBefore": count(casesBefore), "added": .array(added.map(\.json)),
            "unknown": .array(
                survivors.map {
                    [
                        "operator": .string($0.kind), "line": count($0.line),
                        "text": .string($0.text),
                    ]
                }),
            "passing": count(passing),
            "rejected": .array(
                rejected.map {
                    [
                        "program": .string($0.program), "input": .string($0.input),
                        "expected": .string($0.expected), "actual": .string($0.actual),
                    ]
                }),
        ]
    }
}

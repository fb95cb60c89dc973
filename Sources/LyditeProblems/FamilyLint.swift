internal import LyditeCore
internal import LyditeMath

/// One thing about a family that is likely a mistake of its author.
package struct LintFinding: Hashable, Sendable, CustomStringConvertible {
    /// `missing-given`, `low-acceptance` and so on.
    package var rule: String
    package var path: String
    package var line: Int
    package var message: String

    package var description: String { "\(path):\(line): \(message) [\(rule)]" }
}

/// Finds mistakes that a family's file can hold although it loads.
///
/// The loader has refused undeclared and unused names and an original that is not reproduced; what
/// is left needs draws. The draws are seeded, so a family lints the same everywhere.
package struct FamilyLint {
    /// Enough for shares to be told to a few percent.
    package static let draws = 200

    private let family: Family
    private var findings: [LintFinding] = []

    private init(_ family: Family) { self.family = family }

    package static func check(_ family: Family) -> [LintFinding] {
        var lint = FamilyLint(family)
        lint.checkGivens()
        lint.checkLiterals()
        for index in [Int?.none] + family.extensions.indices.map(Optional.some) {
            lint.checkDraws(index)
        }
        return lint.findings
    }

    private mutating func find(_ rule: String, _ line: Int, _ message: String) {
        findings.append(LintFinding(rule: rule, path: family.path, line: line, message: message))
    }

    /// Each wording shows every number that the derivation needs.
    private mutating func checkGivens() {
        let needed = family.derive.reduce(into: family.answer.value.names) {
            $0.formUnion($1.value.names)
        }
        let givens = family.numberSlots.map(\.name).filter(needed.contains)
        for (index, statement) in family.statements.enumerated() {
            // An extension keeps the facts and replaces the ask, so all givens belong in the facts.
            let facts = Set(statement.facts.fields.map(\.name))
            let shown = facts.union(statement.ask.fields.map(\.name))
            for name in givens where !shown.contains(name) {
                find(
                    "missing-given", statement.facts.line,
                    "statement \(index + 1) does not show the given \"\(name)\"")
            }
            for name in givens where shown.contains(name) && !facts.contains(name) {
                if family.extensions.isEmpty { continue }
                find(
                    "given-in-ask", statement.ask.line,
                    "statement \(index + 1) shows \"\(name)\" only in the ask; an extension replaces it"
                )
            }
        }
        for extra in family.extensions {
            let needed = extra.derive.reduce(into: Set<String>()) { $0.formUnion($1.value.names) }
            let shown = Set((extra.facts.fields + extra.ask.fields).map(\.name))
            for slot in extra.slots where slot.isNumber && needed.contains(slot.name) {
                if shown.contains(slot.name) { continue }
                find(
                    "missing-given", extra.facts.line,
                    "extension \"\(extra.name)\" does not show the given \"\(slot.name)\"")
            }
        }
    }

    /// Digits in a wording that no formula knows would not follow the slots.
    private mutating func checkLiterals() {
        let all = family.derive + family.extensions.flatMap(\.derive)
        let known = Set(all.flatMap { Self.constants($0.value) })
        let templates =
            family.statements.flatMap { [$0.facts, $0.ask] }
            + family.extensions.flatMap { [$0.facts, $0.ask] }
        for template in templates {
            for text in template.literalNumbers {
                guard let value = Rational(decimal: text), !known.contains(value) else { continue }
                find(
                    "stray-number", template.line,
                    "the text shows \(text), which is neither slot nor constant")
            }
        }
    }

    private static func constants(_ formula: Formula) -> [Rational] {
        switch formula {
        case .number(let value): [value]
        case .name: []
        case .negate(let inner): constants(inner)
        case .binary(_, let left, let right): constants(left) + constants(right)
        case .call(_, let arguments): arguments.flatMap(constants)
        }
    }

    /// Draws instances and looks at their checks, answers and slips.
    private mutating func checkDraws(_ index: Int?) {
        let plan = FamilyPlan(family: family, extensionIndex: index)
        let what = index.map { "extension \"\(family.extensions[$0].name)\"" } ?? "the family"
        let line = family.original.line
        var tally = FamilyPlan.Tally()
        var answers: [Rational: Int] = [:]
        var slips = SlipCount()
        var asGiven = 0
        for draw in 0..<Self.draws {
            var generator = SeededGenerator(
                seed: 0, parent: family.digest, stage: "lint", index: draw)
            guard let numbers = plan.draw(&generator, tally: &tally),
                let instance = try? FamilyInstance(
                    family: family, numbers: numbers, words: family.original.words,
                    statementIndex: 0, extensionIndex: index)
            else { continue }
            for outcome in instance.checks where !outcome.holds {
                find(
                    "failed-check", line, "\(what): \"\(outcome.source)\" fails as \(outcome.text)")
                return
            }
            answers[instance.answerValue, default: 0] += 1
            let givens = instance.givens.map { instance.numbers[$0.name] }
            if givens.contains(instance.answerValue) { asGiven += 1 }
            slips.count(instance)
        }
        checkAcceptance(tally, plan: what, slots: index)
        let total = tally.accepted
        if let most = answers.max(by: { $0.value < $1.value }), most.value * 10 > total * 3 {
            find("same-answer", line, "\(what): \(most.value) of \(total) answers are \(most.key)")
        }
        if asGiven * 4 > total {
            find(
                "answer-given", line,
                "\(what): the answer is one of the givens in \(asGiven) of \(total) draws")
        }
        for (slip, count) in slips.same.sorted(by: { $0.key.line < $1.key.line }) {
            guard let seen = slips.seen[slip], count * 5 > seen else { continue }
            find(
                "harmless-slip", slip.line,
                "\(what): slip \"\(slip.kind)\" is right in \(count) of \(seen) draws")
        }
    }

    private mutating func checkAcceptance(
        _ tally: FamilyPlan.Tally, plan: String, slots index: Int?
    ) {
        let slots = family.slots + (index.map { family.extensions[$0].slots } ?? [])
        let needed = tally.accepted * slots.count(where: \.isDrawn)
        if tally.accepted < Self.draws {
            let tightest = tally.tightest.map { "; the tightest condition is \"\($0)\"" } ?? ""
            find(
                "no-values", family.original.line,
                "\(plan): \(Self.draws - tally.accepted) of \(Self.draws) draws found no values"
                    + tightest)
        } else if needed * 5 < tally.drawn {
            let tightest = tally.tightest ?? ""
            find(
                "low-acceptance", family.original.line,
                "\(plan): \(tally.drawn) values drawn for \(needed) kept; the tightest condition is"
                    + " \"\(tightest)\"")
        }
    }

    /// How often an author's slip gives the step's right value.
    private struct SlipCount {
        var seen: [FamilySlip: Int] = [:]
        var same: [FamilySlip: Int] = [:]

        mutating func count(_ instance: FamilyInstance) {
            for step in instance.steps {
                for slip in step.slips {
                    guard let value = try? slip.value.value({ instance.values[$0] }) else {
                        continue
                    }
                    seen[slip, default: 0] += 1
                    if value == instance.values[step.name] { same[slip, default: 0] += 1 }
                }
            }
        }
    }
}

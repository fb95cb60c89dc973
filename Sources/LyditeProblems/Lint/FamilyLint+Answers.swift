internal import LyditeCore
internal import LyditeMath

/// Whether checks can fail, answers vary, and slips are wrong.
extension FamilyLint {
    /// The checks hold for the derived answer, and for no other.
    mutating func checkChecks(_ route: FamilyRoute, _ sample: [FamilyInstance]) {
        let conditions =
            route.extensionIndex.map { family.extensions[$0].check } ?? family.check
        for one in conditions {
            guard let failing = sample.first(where: { !Self.holds(one, $0.values.byName) }) else {
                continue
            }
            let shown = failing.checks.first { $0.source == one.text }?.text ?? ""
            find(
                "failed-check", one.line, "\(route.name): \"\(one.text)\" fails as \(shown)",
                "mend the check or the derivation")
            return
        }
        guard let first = conditions.first else { return }
        let blind = sample.count { instance in
            var values = instance.values.byName
            values["answer"] = instance.answerValue + .one
            return conditions.allSatisfy { Self.holds($0, values) }
        }
        if blind * 20 > sample.count {
            find(
                "blind-check", first.line,
                "\(route.name): the checks accept the answer plus one in \(blind) of"
                    + " \(sample.count) draws", "an equation that determines the answer is needed")
        }
        checkOtherWay(route, conditions)
    }

    /// A check that only repeats the derivation proves nothing.
    private mutating func checkOtherWay(_ route: FamilyRoute, _ conditions: [FamilyCondition]) {
        var parts: [String: Formula] = [:]
        for step in route.flat.derive { parts[step.name] = step.value.replacing(parts) }
        let answer = route.flat.answer.value.replacing(parts)
        if case .name = answer { return }
        let isRepeated = conditions.allSatisfy { one in
            let sides = [one.condition.left, one.condition.right]
            guard one.condition.relation == .equal, sides.contains(.name("answer")) else {
                return false
            }
            return sides.contains { $0.replacing(parts) == answer }
        }
        guard let first = conditions.first, isRepeated else { return }
        find(
            "same-route", first.line, "\(route.name): the check repeats the derivation",
            "an equation by another route is needed, such as one solved for a given")
    }

    private static func holds(_ one: FamilyCondition, _ values: [String: Rational]) -> Bool {
        (try? one.condition.holds { values[$0] }) ?? false
    }

    mutating func checkAnswers(_ route: FamilyRoute, _ sample: [FamilyInstance]) {
        let line = route.flat.answer.line
        var answers: [Rational: Int] = [:]
        for instance in sample { answers[instance.answerValue, default: 0] += 1 }
        let most = answers.max { ($0.value, $1.key) < ($1.value, $0.key) }
        let tenths = family.lift == nil ? 3 : 7
        if let most, most.value * 10 > sample.count * tenths {
            find(
                "same-answer", line,
                "\(route.name): \(most.value) of \(sample.count) answers are \(most.key)",
                "widen the slots or ask for another value")
        }
        checkShownAnswer(route, sample)
    }

    /// Among the numbers of a wording, the answer should stand by chance alone: not more often than
    /// among those of another draw.
    private mutating func checkShownAnswer(_ route: FamilyRoute, _ sample: [FamilyInstance]) {
        for (index, statement) in family.statements.enumerated() {
            let numbers = sample.map { FamilyText.numbers(in: $0.worded(index).statement) }
            let shown = zip(numbers, sample).count { $0.contains($1.answerValue) }
            let others = numbers.dropFirst() + numbers.prefix(1)
            let chance = zip(others, sample).count { $0.contains($1.answerValue) }
            let twentieths = family.lift == nil ? 5 : 14
            guard shown * 20 > sample.count * twentieths, shown > 2 * chance else { continue }
            find(
                "answer-given", statement.facts.line,
                "\(route.name): statement \(index + 1) shows the answer in \(shown) of"
                    + " \(sample.count) draws", "require that the answer differs from the givens")
        }
    }

    mutating func checkSlips(_ route: FamilyRoute, _ sample: [FamilyInstance]) {
        for step in route.ownSteps {
            for slip in step.slips {
                var count = FamilySlipCount()
                for instance in sample { count.add(slip, step, instance) }
                report(count, slip, route)
            }
            for (index, slip) in step.slips.enumerated() {
                let twin = step.slips[..<index].first {
                    $0.value == slip.value || $0.kind == slip.kind
                }
                guard let twin else { continue }
                find(
                    "twin-slip", slip.line,
                    "slip \"\(slip.kind)\" of step \"\(step.name)\" repeats \"\(twin.kind)\"",
                    "give each slip a kind and a value of its own")
            }
        }
    }

    private mutating func report(
        _ count: FamilySlipCount, _ slip: FamilySlip, _ route: FamilyRoute
    ) {
        guard count.defined > 0 else {
            find(
                "undefined-slip", slip.line,
                "\(route.name): slip \"\(slip.kind)\" has no value in any draw",
                "mend its formula")
            return
        }
        if count.same * 5 > count.defined {
            find(
                "harmless-slip", slip.line,
                "\(route.name): slip \"\(slip.kind)\" is right in \(count.same) of"
                    + " \(count.defined) draws", "require values that tell it from the step")
        } else if count.sameAnswer * 4 > count.defined {
            find(
                "harmless-slip", slip.line,
                "\(route.name): slip \"\(slip.kind)\" leads to the right answer in"
                    + " \(count.sameAnswer) of \(count.defined) draws",
                "a slip must change the answer")
        }
    }
}

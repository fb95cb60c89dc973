import LyditeCore
import LyditeMath

/// A lifted problem on its way to the JSON of a family.
struct LiftedDraft {
    let problem: Problem
    let gold: Rational
    let statement: LiftStatement
    let steps: [LiftStep]
    let safety: LiftSafety
    /// Whether a part of a product that was divided without a rest stays so.
    let keepsWholes: Bool

    /// The domain of each slot, by the number that heads it.
    private let domains: [Int: [Rational]]

    init(
        problem: Problem, gold: Rational, statement: LiftStatement, steps: [LiftStep],
        safety: LiftSafety, reach: LiftDomain.Reach, keepsWholes: Bool
    ) {
        self.problem = problem
        self.gold = gold
        self.statement = statement
        self.steps = steps
        self.safety = safety
        self.keepsWholes = keepsWholes
        var domains: [Int: [Rational]] = [:]
        for token in statement.numbers.indices where !safety.frozen.contains(token) {
            let values = LiftDomain.values(
                of: statement.numbers[token], words: statement.words, reach: reach)
            let head = safety.head[token]
            domains[head] = domains[head].map { $0.filter(values.contains) } ?? values
        }
        self.domains = domains.filter { $0.value.count > 1 }
    }

    var hasSlots: Bool { !domains.isEmpty }

    private func slot(_ token: Int) -> String? {
        let head = safety.head[token]
        return domains[head] == nil ? nil : LiftSources.name(head)
    }

    /// A formula with the numbers that do not change in place of their names.
    private func settled(_ formula: Formula) -> Formula {
        switch formula {
        case .number: formula
        case .name(let name): settled(name)
        case .negate(let inner): .negate(settled(inner))
        case .binary(let operation, let left, let right):
            .binary(operation, settled(left), settled(right))
        case .call(let function, let arguments): .call(function, arguments.map(settled))
        }
    }

    private func settled(_ name: String) -> Formula {
        guard name.hasPrefix("n"), let number = Int(name.dropFirst()) else { return .name(name) }
        return slot(number - 1).map { .name($0) } ?? .number(statement.numbers[number - 1].value)
    }

    var json: JSON {
        let slots = slotOrder
        var values: [String: Rational] = [:]
        for token in slots { values[LiftSources.name(token)] = statement.numbers[token].value }
        for step in steps { values[step.name] = step.value }
        let template = LiftText.template(statement) { slot($0) }
        let last = steps[steps.count - 1].name
        return .record([
            "title": .string("Lifted from \(problem.id)"),
            "licence": .string(problem.origin.licence),
            "difficulty": .integer(Int64(min(5, steps.count))),
            "slots": .object(slots.map { JSON.Member(LiftSources.name($0), slotJSON($0)) }),
            "require": .array(conditions(values, slots).map { .string($0) }),
            "derive": .array(steps.map(stepJSON)),
            "answer": [
                "value": .string(last), "form": gold.isInteger ? "integer" : "decimal",
                "places": .integer(Int64(min(6, max(2, gold.decimalPlaces ?? 2)))),
            ],
            "check": [.string("answer == \(FamilyEquation.text(flat(last)) { _ in nil })")],
            "statements": [["facts": .string(template.facts), "ask": .string(template.ask)]],
            "original": [
                "values": .object(
                    slots.map {
                        JSON.Member(
                            LiftSources.name($0),
                            .string(FamilyNumberStyle.plain.text(statement.numbers[$0].value)))
                    }),
                "answer": .string(FamilyNumberStyle.plain.text(gold)),
            ],
            "lift": lift,
        ])
    }

    /// What the proof of a variant says of its origin.
    private var lift: JSON {
        let groups = Dictionary(grouping: safety.head.indices) { safety.head[$0] }
        let ties = groups.filter { $0.value.count > 1 && domains[$0.key] != nil }
            .sorted { $0.key < $1.key }.map(\.value)
        func names(_ tokens: [Int]) -> JSON {
            .array(tokens.map { .string(LiftSources.name($0)) })
        }
        return [
            "from": .string(problem.id), "derivations": 1,
            "ambiguous": .integer(Int64(safety.ambiguities)),
            "assumed": .integer(Int64(safety.assumed)), "tied": .array(ties.map(names)),
            "frozen": names(statement.numbers.indices.filter { slot($0) == nil }),
        ]
    }

    /// In the order of the steps, divisors first: a dividend that must come out even is then drawn
    /// to fit.
    private var slotOrder: [Int] {
        var order: [Int] = []
        func add(_ formula: Formula) {
            switch formula {
            case .number: break
            case .name(let name):
                guard name.hasPrefix("n"), let number = Int(name.dropFirst()) else { break }
                let head = safety.head[number - 1]
                if domains[head] != nil, !order.contains(head) { order.append(head) }
            case .negate(let inner): add(inner)
            case .binary(.divide, let left, let right):
                add(right)
                add(left)
            case .binary(_, let left, let right):
                add(left)
                add(right)
            case .call(_, let arguments): arguments.forEach(add)
            }
        }
        for step in steps { add(step.formula) }
        return order + domains.keys.sorted().filter { !order.contains($0) }
    }

    private func slotJSON(_ token: Int) -> JSON {
        let values = domains[token] ?? []
        return [
            "type": "choice",
            "values": .array(values.map { .string(FamilyNumberStyle.plain.text($0)) }),
        ]
    }

    private func conditions(_ values: [String: Rational], _ slots: [Int]) -> [String] {
        var conditions = LiftConditions(values: values, words: statement.words)
        conditions.add(
            slots: slots.map { (LiftSources.name($0), statement.numbers[$0]) },
            others: statement.numbers.indices.filter { slot($0) == nil }.map {
                statement.numbers[$0]
            })
        for token in statement.numbers.indices
        where statement.numbers[token].role == .numerator {
            guard slot(token) != nil || slot(token + 1) != nil else { continue }
            let parts = [token, token + 1].map { part in
                slot(part) ?? FamilyNumberStyle.plain.text(statement.numbers[part].value)
            }
            conditions.add(fraction: parts[0], parts[1])
        }
        conditions.add(
            percents: statement.numbers.indices.filter { statement.numbers[$0].isPercent }.map {
                let value = statement.numbers[$0].value
                return (slot($0) ?? FamilyNumberStyle.plain.text(value), value)
            })
        for compared in steps where !compared.isNeeded {
            for step in steps where step.name != compared.name && step.value != compared.value {
                conditions.add(order: compared, step)
            }
        }
        for text in sense + orders where !conditions.texts.contains(text) { conditions.add(text) }
        for one in safety.equalities {
            conditions.add(equal: settled(one.left), settled(one.right))
        }
        for step in steps {
            conditions.add(
                step: step.name, settled(step.formula), changes: changing.contains(step.name))
        }
        if keepsWholes {
            for step in steps where changing.contains(step.name) {
                guard case .binary(.divide, let left, let right) = step.formula else { continue }
                conditions.add(whole: settled(product(left)), by: settled(right))
            }
        }
        return conditions.texts
    }

    /// The product that a step's name stands for.
    private func product(_ formula: Formula) -> Formula {
        guard case .name(let name) = formula, let step = steps.first(where: { $0.name == name }),
            case .binary(.multiply, _, _) = step.formula
        else { return formula }
        return step.formula
    }

    /// What life allows, as conditions.
    private var sense: [String] {
        var sense = LiftSense(words: statement.words)
        let changing = self.changing
        sense.add(
            numbers: statement.numbers.indices.map { token in
                let number = statement.numbers[token]
                let text = slot(token) ?? FamilyNumberStyle.plain.text(number.value)
                return LiftSense.Shown(text: text, value: number.value, number: number)
            },
            results: steps.filter { changing.contains($0.name) }.map {
                LiftSense.Shown(text: $0.name, value: $0.value)
            })
        return sense.texts
    }

    /// What the words compare, as conditions.
    private var orders: [String] {
        let changing = self.changing
        var orders = LiftOrders(statement)
        orders.add(
            numbers: statement.numbers.indices.map { token in
                let number = statement.numbers[token]
                let text = slot(token) ?? FamilyNumberStyle.plain.text(number.value)
                return LiftSense.Shown(text: text, value: number.value, number: number)
            },
            results: steps.map { step in
                let isChanging = changing.contains(step.name)
                let text = isChanging ? step.name : FamilyNumberStyle.plain.text(step.value)
                return LiftSense.Shown(text: text, value: step.value)
            })
        return orders.texts
    }

    /// Steps whose value depends on a slot.
    private var changing: Set<String> {
        var names: Set<String> = []
        for step in steps {
            let own = settled(step.formula).names
            if own.contains(where: { $0.hasPrefix("n") || names.contains($0) }) {
                names.insert(step.name)
            }
        }
        return names
    }

    private func stepJSON(_ step: LiftStep) -> JSON {
        [
            "name": .string(step.name),
            "value": .string(FamilyEquation.text(settled(step.formula)) { _ in nil }),
            "sentence": ["{=}.", "We get {=}."],
        ]
    }

    /// The answer from the slots alone, where that stays short; else from the last step.
    private func flat(_ name: String) -> Formula {
        var formulas: [String: Formula] = [:]
        var sizes: [String: Int] = [:]
        for step in steps {
            let own = settled(step.formula)
            let size = own.names.reduce(1) { $0 + (sizes[$1] ?? 1) }
            sizes[step.name] = size
            guard size <= 40 else { continue }
            formulas[step.name] = replaced(own, formulas)
        }
        return formulas[name] ?? .name(name)
    }

    private func replaced(_ formula: Formula, _ known: [String: Formula]) -> Formula {
        switch formula {
        case .number: formula
        case .name(let name): known[name] ?? formula
        case .negate(let inner): .negate(replaced(inner, known))
        case .binary(let operation, let left, let right):
            .binary(operation, replaced(left, known), replaced(right, known))
        case .call(let function, let arguments):
            .call(function, arguments.map { replaced($0, known) })
        }
    }
}

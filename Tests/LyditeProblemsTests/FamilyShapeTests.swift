import LyditeCore
import LyditeMath
import LyditeProblems
import LyditeTransform
import Testing

/// What a family's file may say about its other shapes, and what each transform makes of it.
struct FamilyShapeTests {
    private static let base = """
        title: Test
        licence: Apache-2.0
        difficulty: 1
        slots:
          n: { type: integer, min: 2, max: 9, unit: meter }
          price: { type: integer, min: 3, max: 12 }
        derive:
          - name: cost
            value: n * price
            sentence: "That is {=}."
        answer: { value: cost, form: money }
        check:
          - answer / price == n
        statements:
          - facts: "A rope of {n:unit} costs ${price} a meter."
            ask: "What does it cost?"
          - facts: "At ${price} a meter, {n:unit} are cut off."
            ask: "What is the price?"
          - facts: "Someone buys {n:unit} of rope for ${price} a meter."
            ask: "How many dollars is that?"
        extensions:
          - name: fee
            slots:
              fee: { type: integer, min: 13, max: 19 }
            derive:
              - name: bill
                value: cost + fee
                sentence: "In all, {=}."
            facts: "A fee of ${fee} is added."
            ask: "What is the bill?"
            check:
              - answer - fee == n * price
            next:
              - name: tip
                slots:
                  tip: { type: integer, min: 20, max: 29 }
                derive:
                  - name: paid
                    value: bill + tip
                    sentence: "With the tip, {=}."
                facts: "A tip of ${tip} is left."
                ask: "What is paid?"
                check:
                  - answer - tip - fee == n * price
        original:
          values: { n: 4, price: 5 }
          answer: "20"

        """
    private static let shapes = """
        backward:
          - given: price
            derive:
              - name: each
                value: result / n
                sentence: "That is {=}."
            answer: { form: money }
            statements:
              - facts: "A rope of {n:unit} costs ${result}."
                ask: "What does a meter cost?"
        distractors:
          - text: "The shop has {k} clerks."
            slots:
              k: { type: integer, min: 2, max: 30 }

        """

    private static func load(_ more: String, in text: String = base) throws(ProblemError) -> Family
    {
        try Family.load(path: "test/rope.yaml", bytes: Array((text + more).utf8))
    }

    @Test(arguments: [
        ("given: price", "given: prise", "\"prise\" is no slot whose number is drawn"),
        ("value: result / n", "value: result * n", "turned round, the original fails"),
        ("value: result / n", "value: cost / n", "uses \"cost\", which is not declared"),
        ("of {n:unit} costs ${result}", "costs ${result}", "statement 1 does not mention \"n\""),
        (
            "{n:unit} costs ${result}", "{n:unit}, of {n:unit}, costs ${result}",
            "statement 1 mentions \"n\" 2 times"
        ),
        ("A rope of {n:unit} costs ${result}", "A rope of {n} {m} costs ${result}", "uses \"m\""),
        ("has {k} clerks", "has {k} clerks and 3 doors", "the distractor shows 3"),
        ("has {k} clerks", "sold {n} ropes to {k} people", "repeats the given \"n\""),
        ("has {k} clerks", "has clerks", "slot \"k\" is never used"),
        ("      k: {", "      price: {", "the name \"price\" is taken"),
        ("distractors:", "distracters:", "did you mean \"distractors\"?"),
        ("{k} clerks", "{k:unit} clerks", "and the slot has none"),
    ])
    func `a shape that cannot be is refused with its line`(
        old: String, new: String, problem: String
    ) throws {
        let faulty = Self.shapes.replacing(old, with: new)
        #expect(faulty != Self.shapes)
        do throws(ProblemError) {
            _ = try Self.load(faulty)
            Issue.record("\(new) was taken")
        } catch {
            #expect(error.description.contains(problem), "\(error)")
            #expect(error.description.hasPrefix("test/rope.yaml:"))
        }
    }

    @Test(arguments: [
        ("unit: meter", "unit: metre", "did you mean \"meter\"?"),
        ("value: bill + tip", "value: bill + top", "uses \"top\""),
        ("- answer - tip - fee == n * price", "- tip > 1", "leaves the answer out"),
    ])
    func `a fault of units and of later steps is found`(
        old: String, new: String, problem: String
    ) throws {
        do throws(ProblemError) {
            _ = try Self.load("", in: Self.base.replacing(old, with: new))
            Issue.record("\(new) was taken")
        } catch {
            #expect(error.description.contains(problem), "\(error)")
        }
    }

    @Test func `a question with two solutions is never a variant`() throws {
        let text = Self.base.replacing("value: n * price", with: "value: (n - 5) * (n - 5) * price")
            .replacing("answer / price == n", with: "answer == price * (n - 5) ^ 2")
            .replacing("answer: \"20\"", with: "answer: \"5\"")
            .replacing("answer - fee == n * price", with: "answer - fee == cost")
            .replacing("answer - tip - fee == n * price", with: "answer - tip - fee == cost")
        let turned = Self.shapes.replacing("given: price", with: "given: n")
            .replacing("value: result / n", with: "value: 5 - sqrt(result / price)")
            .replacing("A rope of {n:unit} costs ${result}", with: "At ${price}, it is ${result}")
            .replacing("form: money }\n    statements", with: "form: integer }\n    statements")
        let family = try Self.load(turned, in: text)
        let recipe = FamilyVariants.Recipe(cycle: [[.backward], [.numbers, .backward]])
        let variants = FamilyVariants(
            shapes: FamilyShapes(family: family), seed: 1, recipe: recipe)
        for index in 1..<20 {
            do throws(TransformError) {
                guard let made = try variants.variant(at: index) else { continue }
                // Where only one length gives the price, the question is sound: n = 5 alone.
                #expect(made.instance.values["n"] == Rational(5))
            } catch {
                #expect(error.reason == "ambiguous" || error.reason == "failed-check", "\(error)")
            }
        }
    }

    @Test func `steps follow one another and end`() throws {
        let family = try Self.load(Self.shapes)
        let recipe = FamilyVariants.Recipe(cycle: [
            [.addStep], [.addStep, .addStep], [.addStep, .addStep, .addStep],
        ])
        let variants = FamilyVariants(
            shapes: FamilyShapes(family: family), seed: 1, recipe: recipe)
        let one = try #require(try variants.variant(at: 1))
        let two = try #require(try variants.variant(at: 2))
        #expect(one.instance.steps.count == 2)
        #expect(two.instance.steps.count == 3)
        #expect(two.variant.lineage.steps.map(\.transform) == ["add-step", "add-step"])
        #expect(two.variant.problem.statement.hasSuffix("What is paid?"))
        #expect(throws: TransformError.self) { try variants.variant(at: 3) }
    }

    @Test func `a given in a smaller unit is turned back by a step`() throws {
        let family = try Self.load("")
        let variants = FamilyVariants(
            shapes: FamilyShapes(family: family), seed: 1,
            recipe: FamilyVariants.Recipe(cycle: [[.unitChange]]))
        let made = try #require(try variants.variant(at: 1))
        #expect(
            made.variant.problem.statement
                == "A rope of 400 centimeters costs $5 a meter. What does it cost?")
        #expect(made.variant.problem.check == .answer(AnswerCheck(gold: "20")))
        #expect(made.instance.derivation.map(\.equation) == ["400 / 100 = 4", "4 * 5 = 20"])
    }

    @Test func `joined families pass the answer on`() throws {
        let family = try Self.load("")
        let partner = try Family.load(
            path: "test/hall.yaml",
            bytes: Array(
                Self.base.replacing("min: 3, max: 12", with: "min: 3, max: 120").utf8))
        let variants = FamilyVariants(
            shapes: FamilyShapes(family: family, partners: [partner]), seed: 1,
            recipe: FamilyVariants.Recipe(cycle: [[.compose], [.compose, .compose]]))
        let made = try #require(try variants.variant(at: 1))
        let statement = made.variant.problem.statement
        #expect(statement.contains("Let X be the answer to this question."), "\(statement)")
        #expect(statement.contains("$X a meter"), "\(statement)")
        let values = made.instance.values
        #expect(values["cost_2"] == values["cost"].map { $0 * values["n_2"]! })
        #expect(made.variant.problem.check == .answer(AnswerCheck(gold: made.instance.gold!)))
        // One partner is joined once.
        #expect(throws: TransformError.self) { try variants.variant(at: 2) }
    }
}

extension String {
    fileprivate func replacing(_ old: String, with new: String) -> String {
        var parts: [Substring] = []
        var rest = self[...]
        while let place = rest.firstRange(of: old) {
            parts.append(rest[..<place.lowerBound])
            rest = rest[place.upperBound...]
        }
        parts.append(rest)
        return parts.joined(separator: new)
    }
}

/// The fields of each mapping in a family file.
///
/// The reader refuses what is not in these tables, and the JSON Schema for editors is printed from
/// them, so that the two cannot drift apart.
package enum FamilyTable: String, Hashable, Sendable, CaseIterable {
    case family, step, slip, answer, statement, `extension`, extensionAnswer, original, backward
    case distractor

    package var fields: [FamilyField] {
        switch self {
        case .family: Self.familyFields
        case .step: Self.stepFields
        case .slip: Self.slipFields
        case .answer: Self.answerFields(isBase: true)
        case .extensionAnswer: Self.answerFields(isBase: false)
        case .statement: Self.statementFields
        case .extension: Self.extensionFields
        case .original: Self.originalFields
        case .backward: Self.backwardFields
        case .distractor: Self.distractorFields
        }
    }

    package var names: [String] { fields.map(\.name) }

    private static let familyFields: [FamilyField] = [
        FamilyField("title", .text, required: true, "What the problem is about."),
        FamilyField("licence", .text, required: true, "An SPDX licence name."),
        FamilyField(
            "difficulty", .whole(1...5), required: true, "From 1, one easy step, to 5."),
        FamilyField("slots", .slots, required: true, "What changes from variant to variant."),
        FamilyField(
            "require", .list(.condition, atLeast: 0), "Conditions that drawn values must meet."),
        FamilyField(
            "derive", .list(.fields(.step), atLeast: 1), required: true,
            "The derivation of the answer, step by step."),
        FamilyField("answer", .fields(.answer), required: true, "The final answer."),
        FamilyField(
            "check", .list(.condition, atLeast: 1), required: true,
            "Equations with \"answer\" by another route."),
        FamilyField(
            "statements", .list(.fields(.statement), atLeast: 3), required: true,
            "Full rewordings of the problem."),
        FamilyField(
            "extensions", .list(.fields(.extension), atLeast: 0),
            "Further steps with a new question."),
        FamilyField(
            "backward", .list(.fields(.backward), atLeast: 0),
            "Questions for a given, with the answer told."),
        FamilyField(
            "distractors", .list(.fields(.distractor), atLeast: 0),
            "True facts that no step makes use of."),
        FamilyField(
            "program", .text,
            "Python by another method: answer(v), and answer_tip(v) for an extension \"tip\"."),
        FamilyField(
            "original", .fields(.original), required: true,
            "One instance with its answer worked out by hand."),
    ]

    private static let stepFields: [FamilyField] = [
        FamilyField("name", .text, required: true, "The name of the step's value."),
        FamilyField("value", .formula, required: true, "Arithmetic with slots and earlier steps."),
        FamilyField(
            "sentence", .loneOrList(.template), required: true,
            "Wordings of the step; {=} prints the equation."),
        FamilyField("unit", .text, "The unit of the value, such as dollars or km/h."),
        FamilyField("places", .whole(0...6), "Decimals that the value is written with."),
        FamilyField("form", .words(["fraction", "money"]), "How the value is written."),
        FamilyField(
            "slips", .list(.fields(.slip), atLeast: 0), "Mistakes that a solver makes here."),
    ]

    private static let slipFields: [FamilyField] = [
        FamilyField("kind", .text, required: true, "A name such as inverted-ratio."),
        FamilyField("value", .formula, required: true, "What the mistake gives."),
    ]

    private static func answerFields(isBase: Bool) -> [FamilyField] {
        [
            FamilyField(
                "value", .formula, required: isBase, "The answer, from steps and slots."),
            FamilyField(
                "form", .words(FamilyAnswer.Form.allCases.map(\.rawValue)), required: isBase,
                "How the answer is written."),
            FamilyField("unit", .text, "A noun such as minute, or box/boxes for both numbers."),
            FamilyField("places", .whole(0...6), "Most decimals that an answer may have."),
        ]
    }

    private static let statementFields: [FamilyField] = [
        FamilyField("facts", .template, required: true, "What is given."),
        FamilyField("ask", .template, required: true, "What is asked."),
        FamilyField(
            "asks", .text, "The name of the step or slot that the question asks for."),
    ]

    private static let extensionFields: [FamilyField] = [
        FamilyField("name", .text, required: true, "The extension's name."),
        FamilyField("slots", .slots, "Slots of the extension alone."),
        FamilyField(
            "require", .list(.condition, atLeast: 0), "Conditions that drawn values must meet."),
        FamilyField(
            "derive", .list(.fields(.step), atLeast: 1), required: true,
            "The steps from the family's answer to the new one."),
        FamilyField("facts", .template, required: true, "What is given beside."),
        FamilyField("ask", .template, required: true, "The question that replaces the family's."),
        FamilyField(
            "answer", .fields(.extensionAnswer),
            "The final answer; the last step in the family's form without it."),
        FamilyField(
            "check", .list(.condition, atLeast: 1), required: true,
            "Equations with \"answer\" by another route."),
        FamilyField(
            "next", .list(.fields(.extension), atLeast: 0), "Extensions that can follow this one."),
    ]

    private static let backwardFields: [FamilyField] = [
        FamilyField("given", .text, required: true, "The drawn slot that is asked for."),
        FamilyField(
            "statements", .list(.fields(.statement), atLeast: 1), required: true,
            "Wordings that tell the answer as {result} and ask for the given."),
        FamilyField(
            "derive", .list(.fields(.step), atLeast: 1), required: true,
            "The steps from {result} back to the given."),
        FamilyField(
            "answer", .fields(.extensionAnswer), required: true,
            "The given's form; the last step in the family's form where nothing else is said."),
    ]

    private static let distractorFields: [FamilyField] = [
        FamilyField("text", .template, required: true, "A sentence with numbers of its own."),
        FamilyField("slots", .slots, "Slots of the sentence alone."),
    ]

    private static let originalFields: [FamilyField] = [
        FamilyField("values", .values, required: true, "A value for each slot."),
        FamilyField("answer", .text, required: true, "The answer, worked out by hand."),
    ]
}

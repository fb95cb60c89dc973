package import LyditeCore
package import LyditeMath

/// A problem with slots, the derivation of its answer and the rules that fill the slots.
package struct Family: Sendable {
    package var path: String
    package var topic: String
    package var slug: String
    package var title: String
    /// SPDX identifier.
    package var licence: String
    /// From 1, one easy step, to 5.
    package var difficulty: Int
    package var slots: [FamilySlot]
    package var require: [FamilyCondition]
    package var derive: [FamilyStep]
    package var answer: FamilyAnswer
    /// Equations by another route, each of which must hold for every variant.
    package var check: [FamilyCondition]
    package var statements: [FamilyStatement]
    package var extensions: [FamilyExtension]
    package var original: FamilyOriginal
    /// Digest of the file's bytes, its program left out.
    package var digest: Digest
    /// Questions for a given, with the answer told.
    package var backward: [FamilyBackward] = []
    /// True facts that the answer does not need.
    package var distractors: [FamilyDistractor] = []
    /// A second computation of the answers.
    package var program: FamilyProgram?
    /// What has been done to the family as the file has it, such as `distract 2`.
    package var shape: [String] = []
    /// For a family turned backward: what must have one solution alone.
    package var inverse: FamilyInverse?
    /// What a family owes to one worked solution; nil for a written one.
    package var lift: JSON?

    /// The name people use: `money/change`.
    package var id: String { topic + "/" + slug }

    package var numberSlots: [FamilySlot] { slots.filter(\.isNumber) }
}

extension Family: Hashable {
    package static func == (left: Family, right: Family) -> Bool {
        left.digest == right.digest && left.path == right.path && left.shape == right.shape
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

/// A condition with the text it was read from.
package struct FamilyCondition: Hashable, Sendable {
    package var text: String
    package var condition: Condition
    package var line: Int

    package init(text: String, condition: Condition, line: Int) {
        self.text = text
        self.condition = condition
        self.line = line
    }
}

/// One step of a derivation.
package struct FamilyStep: Hashable, Sendable {
    package var name: String
    package var value: Formula
    /// Wordings of the step; each prints the equation.
    package var sentences: [FamilyTemplate]
    package var unit: String?
    package var style: FamilyNumberStyle
    package var slips: [FamilySlip]
    package var line: Int

    /// The step's name as words.
    package var label: String { String(name.map { $0 == "_" ? " " : $0 }) }
}

/// A mistake that a solver makes at one step.
package struct FamilySlip: Hashable, Sendable {
    /// `inverted-ratio` and so on.
    package var kind: String
    package var value: Formula
    package var line: Int
}

/// One full wording of the problem.
package struct FamilyStatement: Hashable, Sendable {
    package var facts: FamilyTemplate
    package var ask: FamilyTemplate
    /// The step or slot that the question asks for, where the file says it.
    package var asks: String?
}

/// A further step with its own facts and a new final ask.
package struct FamilyExtension: Hashable, Sendable {
    package var name: String
    package var slots: [FamilySlot]
    package var require: [FamilyCondition]
    package var derive: [FamilyStep]
    package var facts: FamilyTemplate
    package var ask: FamilyTemplate
    package var answer: FamilyAnswer
    package var check: [FamilyCondition]
    /// Steps that can follow this one.
    package var next: [FamilyExtension] = []
}

/// A question for one of the givens, with the answer of the family told under the name `result`.
package struct FamilyBackward: Hashable, Sendable {
    /// The slot that is asked for.
    package var given: String
    package var derive: [FamilyStep]
    package var answer: FamilyAnswer
    package var statements: [FamilyStatement]
    package var line: Int
}

/// A true fact that the answer does not need.
package struct FamilyDistractor: Hashable, Sendable {
    package var text: FamilyTemplate
    package var slots: [FamilySlot]
}

/// What a backward question turns round.
package struct FamilyInverse: Hashable, Sendable {
    package var given: FamilySlot
    /// The told answer from the slots alone.
    package var forward: Formula
}

/// The person-written problem that the family grew from.
package struct FamilyOriginal: Hashable, Sendable {
    package var numbers: [String: Rational]
    package var words: [String: FamilyWord]
    /// Written by hand; the derivation must give it too.
    package var answer: String
    package var line: Int
}

package import LyditeCore

/// How a wording is put to the reader: its register, and the noise of a hurried hand.
///
/// A frame touches no number, no unit and no word of the question.
package struct FamilyFrame: Hashable, Sendable {
    package enum Register: String, CaseIterable, Hashable, Sendable {
        case plain, formal, casual, terse
    }

    package var register = Register.plain
    /// Which of the register's forms.
    package var form = 0
    /// Where the noise is drawn from; nil for clean text.
    package var noise: Digest?

    package init() {}

    package var isPlain: Bool { register == .plain && noise == nil }

    /// Forms that every register has.
    package static let forms = 3

    private static let openings: [Register: [String]] = [
        .formal: [
            "Consider the following situation.", "The following is given.",
            "Read the description below with care.",
        ],
        .casual: ["Hey, quick one for you.", "So here's the thing.", "Can you help me out here?"],
        .terse: ["Given:", "Facts:", "Data:"],
    ]

    private static let bridges: [Register: [String]] = [
        .formal: [
            "Answer the following question and state the result precisely:",
            "On this basis, respond to the following:", "Determine the answer to this question:",
        ],
        .casual: ["So, what I need to know:", "Now tell me:", "My question:"],
        .terse: ["Wanted:", "Question:", "Find:"],
    ]

    /// The whole statement.
    ///
    /// - Parameter kept: Words that stay as they are: names, things, units.
    package func text(facts: String, ask: String, keeping kept: Set<String>) -> String {
        if isPlain { return facts + " " + ask }
        var facts = facts
        switch register {
        case .plain, .terse: break
        case .formal: facts = FamilyNoise.replacing(FamilyNoise.expansions, in: facts)
        case .casual: facts = FamilyNoise.replacing(FamilyNoise.contractions, in: facts)
        }
        if let noise { facts = FamilyNoise.text(facts, seed: noise, keeping: kept) }
        let parts = [Self.openings[register]?[form], facts, Self.bridges[register]?[form], ask]
        return parts.compactMap { $0 }.joined(separator: register == .terse ? "\n" : " ")
    }
}

package import LyditeCore

/// A code problem as a folder holds it: texts with placeholders, and the choices that fill them.
///
/// `{{NAME}}` stands for a slot's value and `{{entry_point}}` for the function's name, in every
/// file of the folder. The reference and the brute force of a whole program define the function as
/// well: it takes the whole input as text and returns what is printed, so that an extension can
/// stand between.
package struct CodeProblem: Sendable {
    package enum Kind: Hashable, Sendable {
        case function
        case program
    }

    package struct Argument: Hashable, Sendable {
        package var name: String
        package var type: String
    }

    /// A constant that a variant may change; the first value is the original's.
    package struct Slot: Hashable, Sendable {
        package var name: String
        package var values: [String]
    }

    /// A further requirement: a sentence for the statement, and `extend(result)` for the programs.
    package struct Extension: Hashable, Sendable {
        package var name: String
        package var text: String
        package var code: String
    }

    /// A program whose verdict is known: the name of its folder, `correct` or a fault.
    package struct Submission: Hashable, Sendable {
        package var name: String
        package var verdict: Verdict
        package var text: String
    }

    /// Where its files are.
    package var folder: String
    /// `topic/slug`.
    package var id: String
    package var title: String
    package var licence: String
    package var kind: Kind
    /// Names that the function may have; the first is the original's.
    package var entryPoints: [String]
    package var arguments: [Argument]
    /// The type of a function's result, where problem.yaml states it.
    package var returns: String?
    package var compare: Comparison
    package var limits: Limits
    /// Whether problem.yaml states a CPU limit; lint measures and stores one where it does not.
    package var statesLimits: Bool
    package var slots: [Slot]
    /// Full statements; the first is the original.
    package var statements: [String]
    package var extensions: [Extension]
    /// The generator's seed, and how many cases a check has at most.
    package var seed: Int
    package var caseCount: Int
    package var reference: String
    package var brute: String
    package var generator: String
    package var submissions: [Submission]

    package var topic: String { String(id.prefix { $0 != "/" }) }
}

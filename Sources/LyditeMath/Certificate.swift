package import LyditeCore

/// How a verdict was reached: enough to check it again by hand.
package struct Certificate: Hashable, Sendable {
    /// The step of the ladder that decided, or the last one tried.
    package enum Rung: String, Sendable, CaseIterable {
        case none, text, choice, word, rational, quantity, tuple, set, interval, ratio
        case polynomial, fingerprint, constant, function, equation, inequality, matrix

        /// What the step compares.
        package var words: String {
            switch self {
            case .none: "nothing that decides was found"
            case .text: "one spelling of both"
            case .choice: "the letters of the options"
            case .word: "word by word"
            case .rational: "exact fractions"
            case .quantity: "numbers in one unit"
            case .tuple: "item by item, in order"
            case .set: "item by item, in any order"
            case .interval: "end points and what they include"
            case .ratio: "parts of a ratio, or times of day"
            case .polynomial: "one normal form for both sides"
            case .fingerprint: "values modulo random primes"
            case .constant: "bounds of real values, then algebraic numbers"
            case .function: "identities modulo random primes, or unlike values at a point"
            case .equation, .inequality: "the sets of solutions"
            case .matrix: "entry by entry"
            }
        }
    }

    /// A reading that the policy names and that can be turned off.
    package enum Bridge: String, Sendable, CaseIterable {
        case percentValue, unitOmission, numberWord, choice, assignment, inequalityInterval
        case unitConversion
    }

    package var rung: Rung
    /// Names of the bridges used, sorted and without repeats.
    package var bridges: [String]
    /// Random points evaluated; the rational rungs need none.
    package var points: Int
    /// Bits of working precision; exact rungs need none.
    package var bits: Int
    /// Steps taken by reading and comparing.
    package var fuel: Int

    package init(
        rung: Rung = .none, bridges: [String] = [], points: Int = 0, bits: Int = 0, fuel: Int = 0
    ) {
        self.rung = rung
        self.bridges = bridges
        self.points = points
        self.bits = bits
        self.fuel = fuel
    }

    package var json: JSON {
        .record([
            "rung": .string(rung.rawValue),
            "bridges": .array(bridges.map { .string($0) }),
            "points": .integer(Int64(points)),
            "bits": .integer(Int64(bits)),
            "fuel": .integer(Int64(fuel)),
        ])
    }
}

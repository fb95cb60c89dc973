internal import LyditeCore

/// What a problem says about its answer beyond the gold text.
package struct AnswerSpec: Hashable, Sendable {
    package var absoluteTolerance: Rational?
    package var relativeTolerance: Rational?
    /// The unit a bare number is in.
    package var unit: String?
    /// What an ambiguous spelling means: "interval", "tuple", "set", "list", "number", ...
    package var kind: String?
    /// The options by letter, in order; empty when the problem lists none.
    package var choices: [String]

    package init(
        absoluteTolerance: Rational? = nil, relativeTolerance: Rational? = nil,
        unit: String? = nil, kind: String? = nil, choices: [String] = []
    ) {
        self.absoluteTolerance = absoluteTolerance
        self.relativeTolerance = relativeTolerance
        self.unit = unit
        self.kind = kind
        self.choices = choices
    }

    package static let plain = AnswerSpec()
}

/// Why a row's `spec` could not be read.
package enum SpecError: Error, Hashable, Sendable, CustomStringConvertible {
    case notAnObject
    case badField(name: String, expected: String)

    package var description: String {
        switch self {
        case .notAnObject: "\"spec\" must be an object"
        case .badField(let name, let expected): "\"spec.\(name)\" must be \(expected)"
        }
    }
}

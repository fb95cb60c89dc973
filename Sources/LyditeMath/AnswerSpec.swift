internal import LyditeCore

/// What a problem says about its answer beyond the gold text.
package struct AnswerSpec: Hashable, Sendable {
    /// What an answer is, where its spelling leaves that open: (1,2) is a point or an interval.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case number, fraction, expression, interval, set, tuple, point, vector, list, equation
        case inequality, matrix, choice, text, ratio, time, date
    }

    package var absoluteTolerance: Rational?
    package var relativeTolerance: Rational?
    /// How far the candidate may have rounded an exact gold.
    package var rounding: Rounding?
    /// The unit a bare number is in.
    package var unit: String?
    package var kind: Kind?
    /// Whether the items of a list without brackets stand in order.
    package var isOrdered: Bool
    /// The options by letter, in order; empty when the problem lists none.
    package var choices: [String]
    /// Readings of the policy that this problem turns off.
    package var disabledBridges: Set<Certificate.Bridge>

    package init(
        absoluteTolerance: Rational? = nil, relativeTolerance: Rational? = nil,
        rounding: Rounding? = nil, unit: String? = nil, kind: Kind? = nil,
        isOrdered: Bool = false, choices: [String] = [],
        disabledBridges: Set<Certificate.Bridge> = []
    ) {
        self.absoluteTolerance = absoluteTolerance
        self.relativeTolerance = relativeTolerance
        self.rounding = rounding
        self.unit = unit
        self.kind = kind
        self.isOrdered = isOrdered
        self.choices = choices
        self.disabledBridges = disabledBridges
    }

    package static let plain = AnswerSpec()
}

/// Why a row's `spec` could not be read.
package enum SpecError: Error, Hashable, Sendable, CustomStringConvertible {
    case notAnObject
    case badField(name: String, expected: String)
    case unknownField(name: String)

    package var description: String {
        switch self {
        case .notAnObject: "\"spec\" must be an object"
        case .badField(let name, let expected): "\"spec.\(name)\" must be \(expected)"
        case .unknownField(let name):
            "\"spec.\(name.prefix(40))\" is not known; a spec has "
                + AnswerSpec.fields.joined(separator: ", ")
        }
    }
}

package import LyditeCore

/// The parts of a data set. A problem's relatives all stand in the same part.
package enum Split: String, CaseIterable, Sendable {
    case train
    case validation
    case test

    /// By the source problem's digest alone, so that a set can grow without moving a row: 80, 10 and 10 of a hundred.
    package init(source: Digest) {
        switch source.prefix64 % 100 {
        case ..<80: self = .train
        case ..<90: self = .validation
        default: self = .test
        }
    }
}

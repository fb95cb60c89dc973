/// The data sets that come in without writing files.
package enum ImportFormat: String, CaseIterable, Sendable {
    case gsm8k
    case humaneval
    case mbpp
    case quixbugs
    case kattis
    case dmoj
    case jsonl

    /// The `kind` of rows in a file that mixes several data sets; nil takes every row.
    var kind: String? { self == .jsonl || self == .quixbugs ? nil : rawValue }

    /// Whether it comes as a folder of files and never as rows.
    package var isFolder: Bool { self == .kattis || self == .dmoj }
}

/// The data sets that come in without writing files.
package enum ImportFormat: String, CaseIterable, Sendable {
    case gsm8k
    case humaneval
    case mbpp
    case jsonl

    /// The `kind` of rows in a file that mixes several data sets; nil takes every row.
    var kind: String? { self == .jsonl ? nil : rawValue }
}

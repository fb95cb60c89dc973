/// Why a row was not made: loaders drop bad rows in silence, or break on them.
package enum RowOmission: String, CaseIterable, Sendable {
    case emptyText = "empty-text"
    case equalSides = "equal-sides"
    /// An answer that begins with the whole prompt.
    case promptTwice = "prompt-twice"
    /// Too short for what the trainer does with it.
    case tooShort = "too-short"
    /// Over the stated bound; loaders drop such rows in silence.
    case tooLong = "too-long"
}

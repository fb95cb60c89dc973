/// Text that is not JSON, with the byte at which that shows.
package struct JSONError: Error, Hashable, CustomStringConvertible {
    package enum Problem: String, Sendable {
        case unexpectedEnd = "the text ends too early"
        case unexpectedByte = "an unexpected character"
        case trailingText = "text after the value"
        case badNumber = "a number that JSON does not know"
        case badEscape = "an unknown escape"
        case badString = "a control character inside a string"
        case badUTF8 = "bytes that are not UTF-8"
        case tooDeep = "nested more than 200 levels deep"
        case duplicateKey = "a key given twice"
    }

    package var problem: Problem
    /// Offset in bytes from the start of the text.
    package var offset: Int

    package init(problem: Problem, offset: Int) {
        self.problem = problem
        self.offset = offset
    }

    package var description: String { "not JSON: \(problem.rawValue) (column \(offset + 1))" }
}

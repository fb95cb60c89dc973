/// Everything that is wrong with a code problem's folder, found in one pass.
package struct CodeProblemError: Error, Hashable, CustomStringConvertible {
    package struct Fault: Hashable, Sendable {
        package var path: String
        package var line: Int
        package var problem: String
    }

    package var faults: [Fault]

    package var description: String {
        faults.map { "\($0.path):\($0.line): \($0.problem)" }.joined(separator: "\n")
    }
}

/// A problem whose files cannot be used, with everything that is wrong with them.
package struct BrokenProblem: Hashable, Sendable {
    /// A family's file or a code problem's folder.
    package var path: String
    package var isFamily: Bool
    package var faults: [FileFault]

    /// - Throws: `error` itself where it names no faults.
    init(path: String, isFamily: Bool, _ error: ProblemError) throws {
        guard case .faults(let faults) = error else { throw error }
        self.path = path
        self.isFamily = isFamily
        self.faults = faults
    }
}

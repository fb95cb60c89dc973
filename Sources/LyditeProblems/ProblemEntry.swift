/// What a PROBLEM argument stands for.
package enum ProblemEntry: Sendable {
    case family(Family)
    case code(CodeProblem)
    /// A file of imported rows, read as it is needed.
    case rows(path: String)
}

/// Why no cases could be made for a code problem: always a fault of the problem or of the sandbox.
package enum CodeCaseError: Error, Hashable, CustomStringConvertible {
    /// The generator ended badly or printed something that is no input.
    case generator(problem: String, detail: String)
    /// The reference or the brute force gave no result.
    case program(problem: String, which: String, input: String, detail: String)
    case disagreement(problem: String, input: String, reference: String, brute: String)
    case tooFew(problem: String, cases: Int)
    case sandbox(String)

    package var description: String {
        switch self {
        case .generator(let problem, let detail): "\(problem)/generate.py: \(detail)"
        case .program(let problem, let which, let input, let detail):
            "\(problem)/\(which).py: no result for the input \(input): \(detail)"
        case .disagreement(let problem, let input, let reference, let brute):
            "\(problem): for the input \(input) the reference gives \(reference) and the brute force \(brute)"
        case .tooFew(let problem, let cases):
            "\(problem)/generate.py: only \(cases) different inputs; at least \(CodeCaseMaker.minimumCases) are needed"
        case .sandbox(let detail): "the cases could not be made: \(detail)"
        }
    }
}

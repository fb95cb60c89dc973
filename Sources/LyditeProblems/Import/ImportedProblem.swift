package import LyditeCore

/// A problem that was imported, with what came beside it.
package struct ImportedProblem: Sendable {
    /// A program that the source holds and what the source says of it.
    package struct Program: Hashable, Sendable {
        package var name: String
        package var language: String
        package var text: String
        /// `correct`, or a verdict's code such as `incorrect:wrong-answer`.
        package var expected: String

        package init(name: String, language: String, text: String, expected: String) {
            self.name = name
            self.language = language
            self.text = text
            self.expected = expected
        }
    }

    package var problem: Problem
    /// Whether the source itself states a CPU limit, so that none is measured.
    package var statesLimits: Bool
    package var programs: [Program] = []
    /// The family that the row was lifted to.
    package var family: JSON?
    /// The line of its file; nil for one of a folder.
    package var line: Int?

    package init(_ problem: Problem, statesLimits: Bool, programs: [Program] = []) {
        self.problem = problem
        self.statesLimits = statesLimits
        self.programs = programs
    }

    /// The problem's row; limits that nobody stated are left out, so that lint can measure them.
    package func json(hasLimits: Bool) -> JSON {
        guard !hasLimits, case .object(let members) = problem.json else { return problem.json }
        return .object(members.filter { $0.key != "limits" })
    }

    /// The rows of its programs: recorded candidates with their labels.
    package var programRows: [JSON] {
        programs.map { program in
            [
                "id": .string(problem.id + "/" + program.name), "problem": .string(problem.id),
                "language": .string(program.language), "solution": .string(program.text),
                "expected": .string(program.expected),
            ]
        }
    }
}

package import LyditeCore
internal import LyditeProblems

/// The prompts of a run; each request gets one, chosen by the run's seed.
package struct PromptSet: Sendable {
    package var templates: [(template: PromptTemplate, weight: Int)] = []

    package init() {}

    /// One prompt for every request, by a text with {statement} in it.
    package static func fixed(_ user: String) -> PromptSet {
        var set = PromptSet()
        set.templates = [(standard(.any, user), 1)]
        return set
    }

    /// What varies between requests, such as topic and persona, with all its values.
    package var dimensions: [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for dimension in templates.flatMap(\.template.dimensions) {
            found[dimension.name, default: []].formUnion(dimension.values)
        }
        return found
    }

    /// The prompt of one request.
    ///
    /// - Parameters:
    ///   - response: What a judge is asked about; nil for solvers.
    ///   - block: Which of the problem's requests; its rollouts share a prompt.
    package func prompt(
        for problem: Problem, response: String? = nil, seed: UInt64, block: Int
    ) -> Prompt {
        var generator = SeededGenerator(
            seed: seed, parent: problem.digest, stage: "prompt", index: block)
        let fitting = templates.filter { $0.template.isFor(problem) }
        guard !fitting.isEmpty else {
            let standard = response == nil ? Self.standard(problem.check) : Self.judge
            return standard.prompt(for: problem, response: response, &generator)
        }
        let chosen = generator.weighted(fitting.map(\.weight))
        return fitting[chosen].template.prompt(for: problem, response: response, &generator)
    }

    /// Digests and weights, in order; the standard prompts stand for themselves.
    package var configuration: JSON {
        .array(
            templates.map {
                .string("\($0.template.digest) x \($0.weight)")
            }
                + [Self.answer, Self.function, Self.program].map { .string($0.digest.description) })
    }

    private static func standard(_ check: Check) -> PromptTemplate {
        switch check {
        case .answer: answer
        case .function, .tests: function
        case .program: program
        }
    }

    private static let answer = standard(
        .answer,
        """
        {statement}

        Reason step by step, and put the final answer into \\boxed{{}}.
        """)
    private static let function = standard(
        .code,
        """
        {statement}

        Write the function {entry_point} in {language}. Give the whole program in one fenced code block.
        """)
    private static let program = standard(
        .code,
        """
        {statement}

        Write a program in {language} that reads standard input and writes standard output. Give it in one fenced code
        block.
        """)

    private static let judge = standard(
        .any,
        """
        Here is a problem and a solution that someone gave.

        Problem:
        {statement}

        Solution:
        {response}

        Check the solution step by step. Then write one last line of the form "score: N", where N goes from 0 for a
        solution that is wrong to 10 for one that is right, complete and clear.
        """)

    private static func standard(_ scope: PromptTemplate.Scope, _ user: String) -> PromptTemplate {
        let yaml = YAMLNode(json: ["for": .string(scope.rawValue), "user": .string(user)])
        var reader = PromptReader(path: "standard prompt")
        guard let template = reader.template(yaml), reader.fields.faults.isEmpty else {
            preconditionFailure("a standard prompt is a template: \(reader.fields.faults)")
        }
        return template
    }
}

extension SeededGenerator {
    /// An index, each as often as its weight says; one weight at least is above 0.
    mutating func weighted(_ weights: [Int]) -> Int {
        var place = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if place < weight { return index }
            place -= weight
        }
        return weights.count - 1
    }
}

/// The means to check an answer to a problem.
package enum Check: Hashable, Sendable {
    case answer(AnswerCheck)
    case function(FunctionCheck)
    case program(ProgramCheck)
    case tests(TestCheck)

    /// The programming language of a code problem.
    package var language: String? {
        switch self {
        case .answer: nil
        case .function(let check): check.language
        case .program(let check): check.language
        case .tests(let check): check.language
        }
    }

    package var isCode: Bool { language != nil }
}

/// A final answer to be compared with.
package struct AnswerCheck: Hashable, Sendable {
    package var gold: String
    /// The row's `spec`: tolerance, unit, kind, choices.
    package var spec: JSON?

    package init(gold: String, spec: JSON? = nil) {
        self.gold = gold
        self.spec = spec
    }
}

/// Calls of one function with their expected results.
package struct FunctionCheck: Hashable, Sendable {
    package struct Case: Hashable, Sendable {
        package var arguments: [PlainValue]
        package var keywords: [PlainValue.Entry]
        package var expected: PlainValue
        /// How this case differs from the check's own comparison.
        package var compare: Comparison?

        package init(
            arguments: [PlainValue], keywords: [PlainValue.Entry] = [], expected: PlainValue,
            compare: Comparison? = nil
        ) {
            self.arguments = arguments
            self.keywords = keywords
            self.expected = expected
            self.compare = compare
        }
    }

    package var language: String
    package var entryPoint: String
    package var cases: [Case]
    package var compare: Comparison
    package var limits: Limits
    /// Declared types; C and C++ cannot do without.
    package var types: CallTypes?
    /// Whether each case gets a fresh process.
    package var isolatesCases: Bool

    package init(
        language: String, entryPoint: String, cases: [Case], compare: Comparison = Comparison(),
        limits: Limits = Limits(), types: CallTypes? = nil, isolatesCases: Bool = false
    ) {
        self.language = language
        self.entryPoint = entryPoint
        self.cases = cases
        self.compare = compare
        self.limits = limits
        self.types = types
        self.isolatesCases = isolatesCases
    }
}

/// Inputs of a whole program with the output each must give.
package struct ProgramCheck: Hashable, Sendable {
    package struct Case: Hashable, Sendable {
        package var input: String
        package var output: String

        package init(input: String, output: String) {
            self.input = input
            self.output = output
        }
    }

    package var language: String
    package var cases: [Case]
    package var compare: Comparison
    package var limits: Limits

    package init(
        language: String, cases: [Case], compare: Comparison = Comparison(),
        limits: Limits = Limits()
    ) {
        self.language = language
        self.cases = cases
        self.compare = compare
        self.limits = limits
    }
}

/// Test text that is taken apart into calls before anything runs.
package struct TestCheck: Hashable, Sendable {
    package var language: String
    package var entryPoint: String
    package var tests: [String]
    package var setup: String
    /// Put before the candidate's text when that is only a completion.
    package var prompt: String
    package var isCompletion: Bool
    /// Calls beside those of the text: what `problems strengthen` found missing.
    package var addedCases: [FunctionCheck.Case] = []
    package var limits: Limits
    /// Whether each case gets a fresh process.
    package var isolatesCases: Bool

    package init(
        language: String, entryPoint: String, tests: [String], setup: String = "",
        prompt: String = "",
        isCompletion: Bool = false, limits: Limits = Limits(), isolatesCases: Bool = false
    ) {
        self.language = language
        self.entryPoint = entryPoint
        self.tests = tests
        self.setup = setup
        self.prompt = prompt
        self.isCompletion = isCompletion
        self.limits = limits
        self.isolatesCases = isolatesCases
    }
}

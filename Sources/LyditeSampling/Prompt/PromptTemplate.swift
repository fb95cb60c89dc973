package import LyditeCore
internal import LyditeProblems

/// A prompt with places for what differs, from a file; its digest stands in the provenance of each rollout.
package struct PromptTemplate: Sendable {
    /// The problems that a template is for.
    package enum Scope: String, CaseIterable, Sendable {
        case any
        case answer
        case code
    }

    struct Turn: Sendable {
        var role: Prompt.Role
        var content: PromptText
    }

    /// Something that varies between rollouts, such as a persona or a difficulty.
    struct Dimension: Sendable {
        var name: String
        var values: [String]
    }

    /// How turns become one text; each has the one name `content`.
    struct Chat: Sendable {
        var system: PromptText
        var user: PromptText
        var assistant: PromptText
        /// What comes last, for the model to go on from.
        var start: String
    }

    /// Names that every template knows.
    static let names = ["statement", "topic", "language", "entry_point", "response"]

    var turns: [Turn]
    var dimensions: [Dimension]
    var chat: Chat
    package var scope: Scope
    package var digest: Digest

    /// Whether it asks about a response, as a judge is asked.
    var asksAboutResponse: Bool { turns.contains { $0.content.has("response") } }

    /// - Parameters:
    ///   - response: What a judge is asked about; nil for solvers.
    ///   - generator: Chooses one value of each dimension.
    func prompt(
        for problem: Problem, response: String?, _ generator: inout SeededGenerator
    ) -> Prompt {
        var values = [
            ("statement", problem.statement), ("topic", problem.topic),
            ("language", problem.check.language ?? ""), ("entry_point", problem.check.entryPoint),
            ("response", response ?? ""),
        ]
        var provenance = [JSON.Member("prompt", .string(digest.description))]
        for dimension in dimensions {
            let value = generator.pick(dimension.values)
            values.append((dimension.name, value))
            provenance.append(JSON.Member(dimension.name, .string(value)))
        }
        let made = turns.map {
            Prompt.Turn(role: $0.role, content: $0.content.rendered(values))
        }
        let text = made.map { turn in
            let form =
                switch turn.role {
                case .system: chat.system
                case .user: chat.user
                case .assistant: chat.assistant
                }
            return form.rendered([("content", turn.content)])
        }
        return Prompt(turns: made, text: text.joined() + chat.start, provenance: provenance)
    }

    func isFor(_ problem: Problem) -> Bool {
        switch scope {
        case .any: true
        case .answer: !problem.check.isCode
        case .code: problem.check.isCode
        }
    }
}

extension Check {
    /// The name of the function that is asked for; empty for whole programs and answers.
    fileprivate var entryPoint: String {
        switch self {
        case .function(let check): check.entryPoint
        case .tests(let check): check.entryPoint
        case .answer, .program: ""
        }
    }
}

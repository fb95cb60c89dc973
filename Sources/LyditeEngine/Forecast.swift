package import LyditeCore
package import LyditeSampling

/// What a run would do, without doing it: `lydite run --dry-run`.
package struct Forecast: Sendable {
    package internal(set) var problems = 0
    package internal(set) var variants = 0
    /// The fewest and the most; they differ where rollouts follow the verdicts.
    package internal(set) var rollouts = 0...0
    /// Traces that the output folder holds already.
    package internal(set) var done = 0
    /// What models would be asked for what is left; nil for the other samplers.
    package internal(set) var models: ModelForecast?
    package internal(set) var budget: Money?
    /// Units that were made, sampled and judged to see how long it takes.
    package internal(set) var tried = 0
    /// Wall time of what is left of the run, from those; nil where none could be tried.
    package internal(set) var seconds: Double?
    package internal(set) var notes = InputNotes()

    /// The share of the rollouts that is left to do.
    var shareLeft: Double {
        1 - min(1, Double(done) / Double(max(1, rollouts.upperBound)))
    }

    /// The most that can be spent; nil where no prices are known.
    package var mostCost: Money? { models.map { $0.models.map(\.mostCost).reduce(.zero, +) } }

    package var json: JSON {
        func count(_ value: Int) -> JSON { .integer(Int64(value)) }
        let asked = models?.models.map { model -> JSON in
            [
                "model": .string(model.name), "requests": .double(model.requests.rounded()),
                "promptTokens": .double(model.promptTokens.rounded()),
                "mostCompletionTokens": .double(model.mostCompletionTokens.rounded()),
                "mostMoney": .double(model.mostCost.double),
            ]
        }
        return [
            "problems": count(problems), "variants": count(variants),
            "rollouts": ["least": count(rollouts.lowerBound), "most": count(rollouts.upperBound)],
            "done": count(done), "models": asked.map { .array($0) } ?? .null,
            "mostMoney": mostCost.map { .double($0.double) } ?? .null,
            "budget": budget.map { .double($0.double) } ?? .null,
            "seconds": seconds.map { .double(($0 * 10).rounded() / 10) } ?? .null,
            "tried": count(tried), "input": notes.json,
        ]
    }
}

package import LyditeCore

/// What became of one request for a proposal.
package struct Proposal: Sendable {
    package enum Refusal: String, CaseIterable, Sendable {
        /// The answer held no problem, or no list of inputs.
        case unreadable
        /// Another source or proposal says the same.
        case duplicate
        /// A number of the source is missing, or one is new.
        case numbersChanged = "numbers-changed"
        /// It asks for a proof, for several answers, or has another fault of an imported problem.
        case illPosed = "ill-posed"
        /// Too few solvers came to the answer, or to the same one.
        case noConsensus = "no-consensus"
        /// All solvers came to it, and more was asked for.
        case tooEasy = "too-easy"
        /// The models gave no answer at all.
        case unanswered
    }

    /// A row of the output; nil where it was refused.
    package var row: JSON?
    package var refusal: Refusal?
    /// What was chosen of the prompt's dimensions, for the coverage.
    package var dimensions: [JSON.Member] = []

    var json: JSON {
        .object([
            .init("row", row ?? .null),
            .init("refusal", refusal.map { .string($0.rawValue) } ?? .null),
            .init("dimensions", .object(dimensions)),
        ])
    }

    init(row: JSON? = nil, refusal: Refusal? = nil, dimensions: [JSON.Member] = []) {
        self.row = row
        self.refusal = refusal
        self.dimensions = dimensions
    }

    /// Reads what ``json`` gives; nil for anything else.
    init?(_ json: JSON) {
        guard let row = json["row"], let refusal = json["refusal"] else { return nil }
        self.row = row.isNull ? nil : row
        self.refusal = refusal.stringValue.flatMap { Refusal(rawValue: $0) }
        dimensions = json["dimensions"]?.members ?? []
        guard (self.row == nil) != (self.refusal == nil) else { return nil }
    }
}

package import LyditeCore
internal import LyditeFiles
internal import LyditeStore

/// Problems whose rollouts speak against them: `lydite report suspects`.
///
/// Nothing is relabelled: a majority can be wrong, and a person or a second source has to look.
package struct SuspectReport: Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// Most rollouts agree on another answer, or programs that differ fail one case alike.
        case otherAnswer = "other-answer"
        /// Answers scatter, and hardly any two agree: the statement may be ambiguous, or beyond the models.
        case noAgreement = "no-agreement"
    }

    package struct Suspect: Sendable {
        package var kind: Kind
        package var name: String
        package var digest: Digest
        package var statement: String
        /// The stored answer; nil for programs.
        package var gold: String?
        /// What most rollouts came to instead.
        package var majority: String
        package var votes: Int
        package var right: Int
        package var of: Int
        /// Models that came to it; several weigh more than one that repeats itself.
        package var models: Int
        /// A rollout that came to it.
        package var example: Digest

        package var json: JSON {
            [
                "kind": .string(kind.rawValue), "problem": .string(name),
                "variant": .string(digest.description), "statement": .string(statement),
                "gold": gold.map { .string($0) } ?? .null,
                "majority": .string(majority), "votes": .integer(Int64(votes)),
                "right": .integer(Int64(right)), "of": .integer(Int64(of)),
                "models": .integer(Int64(models)), "example": .string(example.description),
            ]
        }
    }

    /// Variants with votes enough to say anything.
    package private(set) var judged = 0
    /// Variants with too few.
    package private(set) var thin = 0
    package private(set) var suspects: [Suspect] = []
    /// The mean share of the answer that most gave.
    package var agreement: Double? { judged > 0 ? agreementSum / Double(judged) : nil }
    /// Variants whose first answer by votes is right.
    package private(set) var majorityRight = 0
    private var agreementSum = 0.0

    /// - Parameters:
    ///   - leastVotes: Variants with fewer answers are not looked at.
    ///   - leastShare: The share of the answers that a wrong one must have.
    package init(store: String, leastVotes: Int, leastShare: Double) throws(EngineError) {
        guard FileBytes.kind(store) == .file else { throw .noStore(store) }
        try EngineError.wrapping {
            let cursor = try StoreReader(path: store).answers()
            while let (variant, answers) = try cursor.next() {
                try add(variant, answers, leastVotes, leastShare)
            }
        }
        suspects.sort { left, right in
            let a = (left.models, left.votes * right.of)
            let b = (right.models, right.votes * left.of)
            return a == b ? left.name < right.name : a > b
        }
    }

    private mutating func add(
        _ variant: StoredVariant, _ answers: [AnswerCursor.Answer], _ leastVotes: Int,
        _ leastShare: Double
    ) throws {
        let check = try variant.parsedCheck()
        let ballot = Ballot(check: check, answers)
        guard ballot.votes >= leastVotes, let agreement = ballot.agreement else {
            thin += 1
            return
        }
        judged += 1
        agreementSum += agreement
        guard let first = ballot.first, first.votes >= ballot.right else {
            majorityRight += 1
            return
        }
        let isMajority = Double(first.votes) >= leastShare * Double(ballot.votes)
        let isScattered = ballot.right <= 1 && first.votes <= 1
        guard isMajority && first.votes > ballot.right || isScattered else { return }
        var gold: String?
        if case .answer(let check) = check { gold = check.gold }
        suspects.append(
            Suspect(
                kind: isScattered ? .noAgreement : .otherAnswer, name: variant.name,
                digest: variant.digest, statement: variant.statement, gold: gold,
                majority: first.answer, votes: first.votes,
                right: ballot.right, of: ballot.votes, models: first.models.count,
                example: first.example))
    }
}

extension StoredVariant {
    /// The check as it was stored.
    func parsedCheck() throws(StoreError) -> Check {
        do {
            return try Check(row: RowReader(JSONParser.parse(check)))
        } catch {
            throw .unreadable(path: name, verdict: check)
        }
    }
}

internal import LyditeCore
internal import LyditeStore

/// A pair to show in the report.
package struct PairExample: Sendable {
    package var problem: String
    package var topic: String
    package var statement: String
    package var chosen: String
    package var rejected: String
    package var errorClass: String
    /// The step at which the rejected side goes wrong, as both sides have it; nil for programs.
    package var rightStep: String?
    package var wrongStep: String?
}

/// Chooses a few pairs for people to look at: of different topics, those that show where a solution goes wrong first.
enum PairExamples {
    private static let count = 5
    private static let maximumText = 4000

    static func take(from store: String) throws -> [PairExample] {
        var shown: [PairExample] = []
        var others: [PairExample] = []
        let cursor = try StoreReader(path: store).variants()
        while shown.count < count, let variant = try cursor.next() {
            if shown.contains(where: { $0.topic == variant.topic }) { continue }
            var found: PairExample?
            try cursor.eachPair(of: variant) { pair in
                guard found?.wrongStep == nil else { return }
                let wrong = pair.facts["firstWrong"]
                if found == nil || wrong != nil { found = example(pair, of: variant, wrong) }
            }
            guard let found else { continue }
            if found.wrongStep != nil {
                shown.append(found)
            } else if others.count < count, !others.contains(where: { $0.topic == found.topic }) {
                others.append(found)
            }
        }
        return Array((shown + others).prefix(count))
    }

    private static func example(
        _ pair: Pair, of variant: StoredVariant, _ wrong: JSON?
    ) -> PairExample {
        PairExample(
            problem: variant.name, topic: variant.topic,
            statement: String(variant.statement.prefix(maximumText)),
            chosen: String(pair.chosen.text.prefix(maximumText)),
            rejected: String(pair.rejected.text.prefix(maximumText)),
            errorClass: pair.facts["errorClass"]?.stringValue ?? "",
            rightStep: wrong?["chosen"]?.stringValue, wrongStep: wrong?["rejected"]?.stringValue)
    }
}

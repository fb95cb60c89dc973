internal import LyditeCore

/// The part `score` of a configuration.
enum ScoreReader {
    private static let known = [
        "name", "criteria", "scale", "threshold", "samples", "family", "least_precision",
        "least_recall",
    ]

    static func read(_ node: YAMLNode, _ reader: inout FieldReader) -> ScorePlan {
        var plan = ScorePlan()
        for entry in reader.entries(node, of: "score", known: known) {
            switch entry.key {
            case "name": plan.name = reader.text(entry) ?? plan.name
            case "criteria":
                let names = reader.texts(entry, atMost: 32)
                if !names.isEmpty { plan.criteria = names }
            case "scale": plan.scale = reader.number(entry, in: 0.001...1e6) ?? plan.scale
            case "threshold": plan.threshold = reader.number(entry, in: 0...1) ?? plan.threshold
            case "samples": plan.samples = reader.integer(entry, in: 1...100) ?? plan.samples
            case "family": plan.family = reader.text(entry)
            case "least_precision": plan.leastPrecision = reader.number(entry, in: 0...1)
            default: plan.leastRecall = reader.number(entry, in: 0...1)
            }
        }
        return plan
    }
}

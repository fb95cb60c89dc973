internal import LyditeCore
internal import LyditeStore

/// Leaves out what may not be trained on: problems of unwanted licences, traces of generators whose terms forbid it.
struct LicenceStage: CurationStage {
    static let kind = CurationStageKind(
        "licences", "terms of problems and of the models that answered",
        [
            .init("forbid", .texts, [], "models whose terms forbid training; * stands for any end"),
            .init("allow", .texts, [], "models that are taken all the same, by their full name"),
            .init("sources", .texts, .null, "licences of problems that are taken; others are not"),
            .init(
                "unknown", .flag, .null,
                "whether problems of an unknown licence are taken; where sources are named, no"),
        ]
    ) { settings, _ in
        LicenceStage(
            forbidden: settings.texts("forbid"), allowed: Set(settings.texts("allow")),
            licences: settings.texts("sources").map { $0.lowercased() },
            takesUnknown: settings.isGiven("unknown")
                ? settings.flag("unknown") : settings.texts("sources").isEmpty)
    }

    let forbidden: [String]
    let allowed: Set<String>
    let licences: [String]
    let takesUnknown: Bool
    let concernsProblems = true

    mutating func omission(of row: CurationRow) -> StageOmission? {
        let licence = row.variant.licence.lowercased()
        if licence == "unknown" || licence.isEmpty {
            if !takesUnknown { return StageOmission("unknown-licence", beside: row.variant.source) }
        } else if !licences.isEmpty, !licences.contains(licence) {
            return StageOmission("unwanted-licence", beside: row.variant.licence)
        }
        let model = row.trace.model
        guard !allowed.contains(model), forbidden.contains(where: { Self.matches(model, $0) })
        else { return nil }
        return StageOmission("forbidden-generator", beside: model)
    }

    private static func matches(_ model: String, _ pattern: String) -> Bool {
        pattern.last == "*"
            ? model.utf8.starts(with: pattern.utf8.dropLast()) : model == pattern
    }
}

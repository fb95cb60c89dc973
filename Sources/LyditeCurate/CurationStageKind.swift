package import LyditeCore

/// A stage that a configuration may name. A new one is one file and one line in ``all``.
package struct CurationStageKind: Sendable {
    package var name: String
    package var summary: String
    package var options: [CurationOption]
    let make: @Sendable (CurationSettings, _ seed: UInt64) throws -> any CurationStage

    init(
        _ name: String, _ summary: String, _ options: [CurationOption],
        make: @escaping @Sendable (CurationSettings, _ seed: UInt64) throws -> any CurationStage
    ) {
        self.name = name
        self.summary = summary
        self.options = options
        self.make = make
    }

    /// In the order in which they are run, the cheap ones and those about problems first.
    package static let all: [CurationStageKind] = [
        LicenceStage.kind, HoldOutStage.kind, DecontaminationStage.kind, DifficultyStage.kind,
        FormatStage.kind, LengthStage.kind, StyleStage.kind, ExactStage.kind, NearStage.kind,
        StructuralStage.kind, EmbeddingStage.kind, LogProbabilityStage.kind, ScoreStage.kind,
        BalanceStage.kind, MixStage.kind, CountStage.kind,
    ]

    package static func named(_ name: String) -> CurationStageKind? {
        all.first { $0.name == name }
    }
}

/// Which stages are run, with which settings.
package struct CurationPlan: Sendable {
    package struct Stage: Sendable {
        package var kind: CurationStageKind
        package var settings: CurationSettings

        package init(_ kind: CurationStageKind, _ given: JSON = .object([])) {
            self.kind = kind
            settings = CurationSettings(given, options: kind.options)
        }
    }

    package var stages: [Stage]

    /// Sorted into the order of all stages, so that a file's order means nothing.
    package init(_ stages: [Stage]) {
        let names = CurationStageKind.all.map(\.name)
        self.stages = stages.sorted {
            (names.firstIndex(of: $0.kind.name) ?? 0) < (names.firstIndex(of: $1.kind.name) ?? 0)
        }
    }

    /// Stages, and the one that splits rest on; the usual ones where none is given.
    package static func holding(_ stages: [Stage]) -> CurationPlan {
        if stages.isEmpty { return .usual }
        let isHeld = stages.contains { $0.kind.name == HoldOutStage.kind.name }
        return CurationPlan(isHeld ? stages : stages + [Stage(HoldOutStage.kind)])
    }

    /// What every run does: no relative of a held-out problem, and no text twice for one problem.
    package static var usual: CurationPlan {
        CurationPlan([Stage(HoldOutStage.kind), Stage(ExactStage.kind)])
    }

    package var json: JSON {
        .object(stages.map { JSON.Member($0.kind.name, $0.settings.json) })
    }

    /// Reads ``json`` back; a stage that is not known any more is left out.
    package init(json: JSON) {
        self.init(
            (json.members ?? []).compactMap { member in
                CurationStageKind.named(member.key).map { Stage($0, member.value) }
            })
    }
}

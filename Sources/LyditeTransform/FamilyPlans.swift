internal import LyditeMath
internal import LyditeProblems

/// The layouts and plans of one family, made once for all its variants.
struct FamilyPlans: Sendable {
    /// Every slot of the family.
    let base: FamilyPlan
    /// Every slot of the family and of one extension, by the extension's place.
    let extended: [FamilyPlan]
    /// The slots of one extension beside fixed values of the family's.
    let added: [FamilyPlan]
    /// The original's numbers at their places in the layout.
    private let original: [(place: Int, value: Rational)]

    init(family: Family) {
        let layout = FamilyLayout(family: family)
        base = FamilyPlan(layout: layout)
        let layouts = family.extensions.indices.map {
            FamilyLayout(family: family, extensionIndex: $0)
        }
        extended = layouts.map { FamilyPlan(layout: $0) }
        let names = Set(family.numberSlots.map(\.name))
        added = layouts.map { FamilyPlan(layout: $0, fixed: names) }
        original = layout.numberSlots.enumerated().compactMap { place, slot in
            family.original.numbers[slot.name].map { (place, $0) }
        }
    }

    var family: Family { base.layout.family }

    func plan(_ extensionIndex: Int?) -> FamilyPlan { extensionIndex.map { extended[$0] } ?? base }

    /// Whether every number that the original has stands as it is there.
    func isOriginal(_ slots: [Rational]) -> Bool {
        original.allSatisfy { slots[$0.place] == $0.value }
    }

    /// The original's numbers in the layout's order; empty where the family is not as its file has
    /// it.
    var originalSlots: [Rational] { original.map(\.value) }
}

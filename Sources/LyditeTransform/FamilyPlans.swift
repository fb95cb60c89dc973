internal import LyditeMath
package import LyditeProblems

/// The layouts and plans of one family, made once for all its variants.
package struct FamilyPlans: Sendable {
    /// Every slot of the family.
    let base: FamilyPlan
    /// Every slot of the family and of one extension, by the extension's place.
    let extended: [FamilyPlan]
    /// The slots of one extension beside fixed values of the family's.
    let added: [FamilyPlan]
    /// The original's numbers in the layout's order.
    let original: [Rational]

    package init(family: Family) {
        let layout = FamilyLayout(family: family)
        base = FamilyPlan(layout: layout)
        let layouts = family.extensions.indices.map {
            FamilyLayout(family: family, extensionIndex: $0)
        }
        extended = layouts.map { FamilyPlan(layout: $0) }
        added = layouts.map { FamilyPlan(layout: $0, fixed: layout.numberSlots.count) }
        original = layout.slots(family.original.numbers) ?? []
    }

    func plan(_ extensionIndex: Int?) -> FamilyPlan { extensionIndex.map { extended[$0] } ?? base }
}

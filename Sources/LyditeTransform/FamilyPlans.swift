package import LyditeProblems

/// The plans by which one family's numbers are drawn, made once for all its variants.
package struct FamilyPlans: Sendable {
    /// Every slot of the family.
    let base: FamilyPlan
    /// Every slot of the family and of one extension, by the extension's place.
    let extended: [FamilyPlan]
    /// The slots of one extension beside fixed values of the family's.
    let added: [FamilyPlan]

    package init(family: Family) {
        base = FamilyPlan(family: family)
        extended = family.extensions.indices.map { FamilyPlan(family: family, extensionIndex: $0) }
        added = family.extensions.indices.map {
            FamilyPlan(family: family, extensionIndex: $0, isBaseFixed: true)
        }
    }
}

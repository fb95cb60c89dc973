internal import LyditeMath
package import LyditeProblems
internal import Synchronization

/// The shapes that transforms give one family, each made and planned once.
package final class FamilyShapes: Sendable {
    /// The plans of the family as its file has it.
    let root: FamilyPlans
    /// Families whose problems may be joined to this one's.
    let partners: [Family]
    /// More than a file has shapes of its own; joined families have no end of them.
    private static let mostKept = 256

    private let made = Mutex<[String: FamilyPlans]>([:])
    private let fixed = Mutex<[String: FamilyPlan]>([:])

    private let unitFaults = Mutex<[String: String?]>([:])

    package init(family: Family, partners: [Family] = []) {
        root = FamilyPlans(family: family)
        self.partners = partners
    }

    /// The family as its file has it.
    package var family: Family { root.family }

    /// What is wrong with the units of a shape; nil where nothing is.
    func unitFault(of family: Family) -> String? {
        let name = family.shape.isEmpty ? "" : family.shapeName
        return unitFaults.withLock { known in
            if let fault = known[name] { return fault }
            let fault = FamilyLint.unitFault(of: family)
            if known.count >= Self.mostKept { known.removeAll() }
            known[name] = .some(fault)
            return fault
        }
    }

    /// The plans of a shape of the root.
    func plans(of family: Family) -> FamilyPlans {
        if family.shape.isEmpty { return root }
        return plans(named: family.shapeName) { family }
    }

    /// The plans of the shape that `make` gives, made where the name is new.
    func plans(named name: String, _ make: () -> Family) -> FamilyPlans {
        made.withLock { made in
            if let known = made[name] { return known }
            let new = FamilyPlans(family: make())
            if made.count >= Self.mostKept { made.removeAll() }
            made[name] = new
            return new
        }
    }

    /// Draws what `family` has beside the slots of the shape `old`.
    func plan(of plans: FamilyPlans, extensionIndex: Int?, beside old: Family) -> FamilyPlan {
        let name = "\(plans.family.shapeName)|\(extensionIndex ?? -1)"
        return fixed.withLock { fixed in
            if let known = fixed[name] { return known }
            let extra = extensionIndex.map { old.extensions[$0].slots } ?? []
            let names = (old.slots + extra).filter(\.isNumber).map(\.name)
            let layout = plans.plan(extensionIndex).layout
            let new = FamilyPlan(layout: layout, fixed: Set(names))
            if fixed.count >= Self.mostKept { fixed.removeAll() }
            fixed[name] = new
            return new
        }
    }
}

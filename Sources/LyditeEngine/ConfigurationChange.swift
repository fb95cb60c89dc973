internal import LyditeCore

/// What differs between the configuration that a store was made by and another one.
struct ConfigurationChange {
    private let old: JSON
    private let new: JSON

    init(from old: JSON, to new: JSON) {
        self.old = old
        self.new = new
    }

    /// Each field that differs, with both values.
    var differences: [String] { changedFields.map(difference) }

    /// The differences that a longer run does not explain: none where all that was made is part of the new run too.
    ///
    /// More problems, more recorded files behind the others, more variants and more rollouts add to a run. Whatever decides how a
    /// variant, a rollout or a verdict comes out must be what it was.
    var obstacles: [String] { changedFields.filter { !isExtension($0) }.map(difference) }

    private var changedFields: [String] {
        let keys = (new.members ?? []).map(\.key)
        let gone = (old.members ?? []).map(\.key).filter { !keys.contains($0) }
        return (keys + gone).filter { key in
            CanonicalJSON.bytes(of: old[key] ?? .null) != CanonicalJSON.bytes(of: new[key] ?? .null)
        }
    }

    private func isExtension(_ field: String) -> Bool {
        switch field {
        case "variants", "codeVariants":
            return (old[field]?.intValue ?? .max) <= (new[field]?.intValue ?? 0)
        case "rollouts": return hasEnoughRollouts
        case "problems":
            let new = new[field]
            return (old[field]?.members ?? []).allSatisfy { new?[$0.key] == $0.value }
        case "recorded":
            // The numbers of recorded rollouts follow the order of the files.
            return (new[field]?.members ?? []).starts(with: old[field]?.members ?? [])
        default: return false
        }
    }

    /// Whether every variant gets at least the rollouts that it had.
    private var hasEnoughRollouts: Bool {
        guard let old = old["rollouts"], let new = new["rollouts"], !old.isNull, !new.isNull else {
            return false
        }
        func most(_ json: JSON) -> Int { (json["most"] ?? json).intValue ?? 0 }
        func first(_ json: JSON) -> Int { (json["first"] ?? json).intValue ?? 0 }
        let hasSameRule = ["first", "wanted", "chance"].allSatisfy {
            old[$0] != nil && old[$0] == new[$0]
        }
        return first(new) >= most(old) || hasSameRule && most(new) >= most(old)
    }

    private func difference(_ field: String) -> String {
        let before = old[field] ?? .null
        let now = new[field] ?? .null
        guard let members = before.members, let others = now.members else {
            return "\(field) was \(before.text), is \(now.text)"
        }
        if let gone = members.first(where: { now[$0.key] == nil }) {
            return "\(field) held \(gone.key), which is not given now"
        }
        if let added = others.first(where: { before[$0.key] == nil }) {
            return "\(field) did not hold \(added.key)"
        }
        let changed = others.first { before[$0.key] != $0.value }?.key
        return changed.map { "\(field): the content of \($0) has changed" }
            ?? "\(field) stands in another order"
    }
}

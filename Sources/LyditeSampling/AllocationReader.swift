package import LyditeCore

/// Reads how many rollouts a variant gets: `8`, `8..64`, or the fields of the rule.
package enum AllocationReader {
    private static let range = 1...10_000
    private static let known = ["first", "most", "wanted", "chance"]

    /// - Returns: Nil for anything but a number or two numbers in rising order.
    package static func allocation(_ text: String) -> Allocation? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = Int(parts[0]), range.contains(first) else { return nil }
        guard parts.count == 2 else { return Allocation(first) }
        guard parts[1].first == ".", let most = Int(parts[1].dropFirst()),
            range.contains(most), first <= most
        else { return nil }
        return Allocation(first: first, most: most)
    }

    /// The field of a configuration.
    package static func read(
        _ entry: YAMLNode.Entry, _ reader: inout FieldReader
    ) -> Allocation? {
        guard entry.value.entries != nil else {
            if let found = entry.value.text.flatMap(allocation) { return found }
            reader.wrong(entry, "a number from 1 to 10000, two as in 8..64, or first and most")
            return nil
        }
        var allocation = Allocation(8)
        var given = Set<String>()
        for field in reader.entries(entry.value, of: "rollouts", known: known) {
            given.insert(field.key)
            switch field.key {
            case "first": allocation.first = reader.integer(field, in: range) ?? allocation.first
            case "most": allocation.most = reader.integer(field, in: range) ?? allocation.most
            case "wanted":
                allocation.wanted = reader.integer(field, in: range) ?? allocation.wanted
            default:
                allocation.leastChance =
                    reader.number(field, in: 0...1) ?? allocation.leastChance
            }
        }
        guard given.isSuperset(of: ["first", "most"]), allocation.first <= allocation.most else {
            reader.fault(
                entry.line, "rollouts has no first and most in rising order", "first: 8, most: 64")
            return nil
        }
        return allocation
    }
}

/// Small numbers for names that come again and again.
package struct NameTable: Sendable {
    private var places: [String: Int32] = [:]
    private var names: [String] = []

    package init() {}

    package var count: Int { names.count }

    package mutating func place(_ name: String) -> Int32 {
        if let place = places[name] { return place }
        let place = Int32(names.count)
        places[name] = place
        names.append(name)
        return place
    }

    /// The number of a name that came before; nil for others.
    func known(_ name: String) -> Int32? { places[name] }

    package subscript(_ place: Int32) -> String { names[Int(place)] }
}

/// A value that a function may take or give: plain data only, with Python's types kept apart.
///
/// Floats compare by bit pattern here, so that a value equals itself; the judge's own comparison follows Python.
package indirect enum PlainValue: Sendable {
    case none
    case bool(Bool)
    case integer(Int64)
    /// An integer beyond 64 bits: an optional minus and digits.
    case bigInteger(String)
    case float(Double)
    case complex(Double, Double)
    case string(String)
    case bytes([UInt8])
    case list([PlainValue])
    case tuple([PlainValue])
    case set([PlainValue])
    case frozenSet([PlainValue])
    case dictionary([Entry])

    package struct Entry: Sendable, Hashable {
        package var key: PlainValue
        package var value: PlainValue

        package init(_ key: PlainValue, _ value: PlainValue) {
            self.key = key
            self.value = value
        }
    }
}

extension PlainValue: Hashable {
    package static func == (left: PlainValue, right: PlainValue) -> Bool { left.json == right.json }
    package func hash(into hasher: inout Hasher) { hasher.combine(json) }
}

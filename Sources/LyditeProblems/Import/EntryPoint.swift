/// Finds which function a list of asserts is about.
enum EntryPoint {
    /// The last function defined at the left margin of `code` that the first test calls, else that any test calls.
    static func name(definedIn code: String, calledIn tests: [String]) -> String? {
        let defined = code.split(separator: "\n").compactMap(definition)
        for test in tests {
            let called = Set(calls(in: Array(test.utf8)))
            if let name = defined.last(where: { called.contains($0) }) { return name }
        }
        return nil
    }

    private static func definition(_ line: Substring) -> String? {
        guard line.hasPrefix("def ") else { return nil }
        let name = line.dropFirst(4).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return name.isEmpty ? nil : String(name)
    }

    /// Names that stand before an opening parenthesis, blanks between allowed.
    private static func calls(in text: [UInt8]) -> [String] {
        var names: [String] = []
        var name: [UInt8] = []
        var isAfterBlank = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                if isAfterBlank { name = [] }
                name.append(byte)
                isAfterBlank = false
            case UInt8(ascii: " "):
                isAfterBlank = true
            case UInt8(ascii: "(") where !name.isEmpty:
                names.append(String(decoding: name, as: UTF8.self))
                name = []
                isAfterBlank = false
            default:
                name = []
                isAfterBlank = false
            }
        }
        return names
    }
}

/// Finds the function that test code is about.
enum EntryPoint {
    /// The last function or class at the left margin of `code` whose name stands in `test` as a whole word.
    static func find(in code: String, calledBy test: String) -> String? {
        let words = Set(
            test.utf8.split(whereSeparator: { !isNamePart($0) }).map {
                String(decoding: Array($0), as: UTF8.self)
            })
        var found: String?
        for line in code.utf8.split(separator: 10) {
            for start in ["def ", "async def ", "class "] where line.starts(with: start.utf8) {
                let rest = line.dropFirst(start.utf8.count).drop { $0 == 0x20 }
                let name = String(decoding: Array(rest.prefix(while: isNamePart)), as: UTF8.self)
                if words.contains(name) { found = name }
            }
        }
        return found
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F
            || byte >= 0x80
    }
}

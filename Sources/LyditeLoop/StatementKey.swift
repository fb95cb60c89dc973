package import LyditeCore

/// What a statement says beside its punctuation and case, by which the same problem is known again.
package struct StatementKey: Hashable, Sendable {
    /// Letters and digits.
    package let exact: Digest
    /// The same with every number as one sign: other numbers make a relative, not another problem.
    package let masked: Digest

    package init(_ statement: String) {
        var exact: [UInt8] = []
        var masked: [UInt8] = []
        var isNumber = false
        var isBetween = true
        let bytes = Array(statement.utf8)
        for (place, byte) in bytes.enumerated() {
            let isDigit = byte &- UInt8(ascii: "0") < 10
            let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte >= 0x80
            // "1,200" and "2.5" are one number.
            let isPoint =
                isNumber && (byte == UInt8(ascii: ",") || byte == UInt8(ascii: "."))
                && place + 1 < bytes.count && bytes[place + 1] &- UInt8(ascii: "0") < 10
            if isPoint { continue }
            guard isDigit || isLetter else {
                isNumber = false
                isBetween = true
                continue
            }
            // Words stay apart, so that "a 12" is not "a1 2".
            if isBetween, !exact.isEmpty {
                exact.append(UInt8(ascii: " "))
                masked.append(UInt8(ascii: " "))
            }
            isBetween = false
            if isDigit {
                exact.append(byte)
                if !isNumber { masked.append(UInt8(ascii: "#")) }
                isNumber = true
            } else {
                isNumber = false
                let lower = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
                exact.append(lower)
                masked.append(lower)
            }
        }
        self.exact = Digest(of: exact)
        self.masked = Digest(of: masked)
    }
}

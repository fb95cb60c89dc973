/// The structure of an answer: its words and signs, every number as one sign.
///
/// Signs count, as "48 / 2" and "48 * 2" are two ways to solve a problem; ``Words`` leaves them out.
package enum AnswerShape {
    package static func of(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte &- UInt8(ascii: "0") < 10 {
                add(UInt8(ascii: "#"))
                at += 1
                while at < bytes.count,
                    bytes[at] &- UInt8(ascii: "0") < 10
                        || (bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ","))
                            && at + 1 < bytes.count && bytes[at + 1] &- UInt8(ascii: "0") < 10
                {
                    at += 1
                }
                continue
            }
            if byte > 0x20 {
                add(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte)
            } else if at > 0, bytes[at - 1] > 0x20 {
                add(0x20)
            }
            at += 1
        }
        return hash
    }
}

/// An equation as a solution writes it: "4 * 6 = 24" is 4 and 6, a product, and 24.
struct WrittenEquation: Hashable {
    var numbers: [String] = []
    var operators: [UInt8] = []
    var result = ""

    /// More than this says nothing more about where two solutions part.
    private static let maximumCount = 64
    private static let maximumSide = 160

    /// The equations of a text in their order; words between numbers end one.
    static func all(in text: String) -> [WrittenEquation] {
        let bytes = Array(text.utf8)
        var found: [WrittenEquation] = []
        for index in bytes.indices where bytes[index] == UInt8(ascii: "=") {
            guard found.count < maximumCount else { break }
            guard let result = number(after: index, in: bytes) else { continue }
            var equation = WrittenEquation()
            equation.result = result
            equation.readLeft(of: index, in: bytes)
            if !equation.numbers.isEmpty { found.append(equation) }
        }
        return found
    }

    private mutating func readLeft(of end: Int, in bytes: [UInt8]) {
        var start = end
        let least = max(0, end - Self.maximumSide)
        while start > least, Self.isPart(bytes[start - 1]) { start -= 1 }
        var digits: [UInt8] = []
        // Whether nothing but space stands between here and the number before.
        var followsNumber = false
        func close() {
            let number = Self.plain(digits)
            digits = []
            guard number.utf8.contains(where: Self.isDigit) else { return }
            // "1. 4 * 6" and "of 30, 30 - 2": what no operator joins to the rest stands before the equation.
            if followsNumber { (numbers, operators) = ([], []) }
            numbers.append(number)
            followsNumber = true
        }
        for index in start..<end {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ","):
                digits.append(byte)
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"):
                close()
                followsNumber = false
                // Before all numbers it is the sign of one, or the mark of a list.
                if !numbers.isEmpty || (byte == UInt8(ascii: "-") && bytes[index + 1] != 0x20) {
                    operators.append(byte)
                }
            case 0x20: close()
            default:
                close()
                followsNumber = false
            }
        }
        close()
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func number(after index: Int, in bytes: [UInt8]) -> String? {
        var at = index + 1
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == UInt8(ascii: "$") { at += 1 }
        var digits: [UInt8] = []
        if at < bytes.count, bytes[at] == UInt8(ascii: "-") {
            digits.append(bytes[at])
            at += 1
        }
        while at < bytes.count, digits.count < 40,
            bytes[at] &- UInt8(ascii: "0") < 10 || bytes[at] == UInt8(ascii: ".")
                || bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "/")
        {
            digits.append(bytes[at])
            at += 1
        }
        let text = plain(digits)
        return text.utf8.contains { $0 &- UInt8(ascii: "0") < 10 } ? text : nil
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), 0x20: true
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "$"), UInt8(ascii: "("): true
        case UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"): true
        case UInt8(ascii: "/"), UInt8(ascii: "%"): true
        default: false
        }
    }

    /// Without what separates thousands or ends a sentence.
    private static func plain(_ digits: [UInt8]) -> String {
        var kept = digits.filter { $0 != UInt8(ascii: ",") }
        while kept.last == UInt8(ascii: ".") || kept.last == UInt8(ascii: "/") {
            kept.removeLast()
        }
        return String(decoding: kept, as: UTF8.self)
    }
}

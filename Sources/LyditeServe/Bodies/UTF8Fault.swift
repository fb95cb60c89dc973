/// Where bytes stop to be UTF-8, in the words of Python.
enum UTF8Fault {
    static func first(in bytes: [UInt8]) -> (place: Int, reason: String) {
        var at = 0
        while at < bytes.count {
            let lead = bytes[at]
            let count: Int
            switch lead {
            case 0..<0x80: count = 1
            case 0xC2..<0xE0: count = 2
            case 0xE0..<0xF0: count = 3
            case 0xF0..<0xF5: count = 4
            default: return (at, "invalid start byte")
            }
            for offset in 1..<max(count, 1) where offset < count {
                guard at + offset < bytes.count else { return (at, "unexpected end of data") }
                let next = bytes[at + offset]
                let range: ClosedRange<UInt8> =
                    offset > 1
                    ? 0x80...0xBF
                    : lead == 0xE0
                        ? 0xA0...0xBF
                        : lead == 0xED
                            ? 0x80...0x9F
                            : lead == 0xF0
                                ? 0x90...0xBF : lead == 0xF4 ? 0x80...0x8F : 0x80...0xBF
                guard range.contains(next) else { return (at, "invalid continuation byte") }
            }
            at += count
        }
        return (max(0, bytes.count - 1), "unexpected end of data")
    }
}

/// The text after the last `####` to the end of its line.
///
/// A fourth-level heading looks the same; it is passed over when it is prose and text follows.
struct HashRule {
    private let bytes: Bytes
    private let range: Range<Int>

    init(_ bytes: Bytes, _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    func find() -> Range<Int>? {
        guard let at = bytes.findLast("####", in: range) else { return nil }
        let line = bytes.trimmed(at + 4..<bytes.lineEnd(at, before: range.upperBound))
        guard !line.isEmpty, bytes[line.lowerBound] != UInt8(ascii: "#") else { return nil }
        let rest = bytes.trimmed(line.upperBound..<range.upperBound)
        if rest.isEmpty { return line }
        switch Answer.read(bytes, line).value {
        case .opaque, .words, .missing, .colon: return nil
        default: return line
        }
    }
}

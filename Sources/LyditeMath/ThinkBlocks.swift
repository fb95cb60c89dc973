/// Leaves reasoning blocks out: `<think>...</think>` is not part of a response.
struct ThinkBlocks {
    private let bytes: Bytes

    init(_ bytes: Bytes) { self.bytes = bytes }

    /// What follows the last closed block; what precedes the first when nothing follows.
    func visible() -> Range<Int> {
        let whole = 0..<bytes.count
        guard let first = bytes.find("think>", in: whole) else { return whole }
        guard let close = bytes.findLast("</think>", in: max(0, first - 2)..<bytes.count) else {
            return beforeOpening(whole)
        }
        let after = beforeOpening(close + 8..<bytes.count)
        if !bytes.trimmed(after).isEmpty { return after }
        return beforeOpening(0..<close)
    }

    private func beforeOpening(_ range: Range<Int>) -> Range<Int> {
        guard let open = bytes.find("<think>", in: range) else { return range }
        return range.lowerBound..<open
    }
}

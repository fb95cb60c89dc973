/// Where the answer of a whole response stands.
package struct Extraction: Hashable, Sendable {
    package enum Source: String, Sendable {
        case box, hash, statement, json, tag, conclusion
    }

    package enum Outcome: Hashable, Sendable {
        case found
        case none
        /// Several boxes whose answers are not all equal.
        case multiple
    }

    package var outcome: Outcome
    package var source: Source?
    /// The bytes of the answer inside the response, with its wrappers.
    package var range: Range<Int>

    static let none = Extraction(outcome: .none, source: nil, range: 0..<0)

    static func found(_ source: Source, _ range: Range<Int>) -> Extraction {
        Extraction(outcome: .found, source: source, range: range)
    }
}

/// How far extraction goes.
package enum ExtractionMode: String, Sendable {
    case full
    /// Stops before the conclusion rule.
    case strict
}

/// Finds the answer of a response by the rules of the answer policy, in their order.
struct Extractor {
    let bytes: Bytes
    let mode: ExtractionMode

    func run() -> Extraction {
        let visible = bytes.trimmed(beforeMarker(ThinkBlocks(bytes).visible()))
        guard !visible.isEmpty else { return .none }
        switch BoxScanner(bytes, visible).scan() {
        case .none: break
        case .broken: return .none
        case .one(let range): return .found(.box, range)
        case .different(let range):
            return Extraction(outcome: .multiple, source: .box, range: range)
        }
        if let range = HashRule(bytes, visible).find() { return .found(.hash, range) }
        if let (source, range) = StatementRule(bytes, visible).find() {
            return .found(source, range)
        }
        if mode == .full, let range = ConclusionRule(bytes, visible).find() {
            return .found(.conclusion, range)
        }
        return .none
    }

    /// Chat markers such as <|im_end|> end a response; what follows is the next turn.
    private func beforeMarker(_ range: Range<Int>) -> Range<Int> {
        guard let at = bytes.find("<|", in: range, anchor: 1), at + 2 < range.upperBound,
            isAsciiLetter(bytes[at + 2]), at > range.lowerBound,
            bytes.find("|>", in: at..<min(range.upperBound, at + 40)) != nil
        else { return range }
        return range.lowerBound..<at
    }
}

/// Finds the boxed answers of a response in one forward pass.
struct BoxScanner {
    enum Result {
        case none
        /// A box that never ends, and no other.
        case broken
        case one(Range<Int>)
        case different(Range<Int>)
    }

    private struct Open {
        var depth: Int
        var content: Int
    }

    private let bytes: Bytes
    private let range: Range<Int>
    private var open: [Open] = []
    /// Contents of closed boxes that are in no other closed box.
    private var closed: [Range<Int>] = []

    init(_ bytes: Bytes, _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    func scan() -> Result {
        guard bytes.find("box", in: range) != nil else { return .none }
        var copy = self
        copy.pass()
        return copy.agree()
    }

    private mutating func pass() {
        var at = range.lowerBound
        var depth = 0
        while at < range.upperBound {
            switch bytes[at] {
            case UInt8(ascii: "\\"):
                at = boxed(at, &depth) ?? at + 2
                continue
            case UInt8(ascii: "{"): if !open.isEmpty { depth += 1 }
            case UInt8(ascii: "}"):
                if let last = open.last {
                    depth -= 1
                    if depth == last.depth { close(last, at) }
                }
            default: break
            }
            at += 1
        }
    }

    private mutating func close(_ box: Open, _ end: Int) {
        open.removeLast()
        while let inner = closed.last, inner.lowerBound >= box.content { closed.removeLast() }
        closed.append(box.content..<end)
    }

    /// Opens a box that begins at `at`; gives where to go on.
    private mutating func boxed(_ at: Int, _ depth: inout Int) -> Int? {
        var name = 0
        for text: StaticString in ["\\boxed", "\\fbox", "\\framebox"]
        where bytes.has(text, at: at) { name = text.utf8CodeUnitCount }
        guard name > 0 else { return nil }
        var next = at + name
        guard next >= range.upperBound || !isAsciiLetter(bytes[next]) else { return nil }
        while next < range.upperBound, bytes[next] == 0x20 { next += 1 }
        guard next < range.upperBound else { return next }
        if bytes[next] == UInt8(ascii: "{") {
            open.append(Open(depth: depth, content: next + 1))
            depth += 1
            return next + 1
        }
        // "\boxed 7": one token.
        var stop = next
        while stop < range.upperBound,
            isDigit(bytes[stop]) || isAsciiLetter(bytes[stop])
                || bytes[stop] == 0x2E && stop + 1 < range.upperBound && isDigit(bytes[stop + 1])
                || bytes[stop] == 0x2D && stop == next
        { stop += 1 }
        if stop > next { closed.append(next..<stop) }
        return max(stop, next)
    }

    private func agree() -> Result {
        let filled = closed.filter { !bytes.trimmed($0).isEmpty }
        guard let last = filled.last else {
            return closed.last.map { .one($0) } ?? (open.isEmpty ? .none : .broken)
        }
        if filled.count == 1 { return .one(last) }
        var compared = 0
        var answer: Answer?
        for other in filled.dropLast() where !same(other, last) {
            compared += 1
            if compared > MathLimits.boxes { return .different(last) }
            let mine = answer ?? Answer.read(bytes, last)
            answer = mine
            let theirs = Answer.read(bytes, other)
            var comparer = AnswerComparer(spec: .plain)
            let equal = !mine.canonical.isEmpty && mine.canonical == theirs.canonical
            if !equal, comparer.compare(mine.value, theirs.value) != .equal {
                return .different(last)
            }
        }
        return .one(last)
    }

    private func same(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        a.count == b.count && bytes[a].elementsEqual(bytes[b])
    }
}

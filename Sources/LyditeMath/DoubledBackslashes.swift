/// Formulas that went through one escape too many: `\\frac{1}{2}` for `\frac{1}{2}`.
///
/// Two backslashes end a line, and only environments have lines. Where none begins, a doubled
/// backslash before a known command can only be that command.
enum DoubledBackslashes {
    private static let slash = UInt8(ascii: "\\")

    /// Longest text that is rewritten; every command in it is looked up.
    private static let maximumBytes = 8_192

    /// The text with single backslashes; nil when nothing is doubled.
    static func undone(_ bytes: Bytes, _ range: Range<Int>) -> [UInt8]? {
        guard range.count <= maximumBytes, bytes.find("\\\\", in: range) != nil else {
            return nil
        }
        if bytes.find("\\\\begin{", in: range) != nil { return halved(bytes, range) }
        guard bytes.find("\\begin{", in: range) == nil else { return nil }
        var changed = false
        let text = rewritten(bytes, range) { count, stop in
            guard count >= 2, count % 2 == 0, isCommand(bytes, stop, range.upperBound) else {
                return count
            }
            changed = true
            return 1
        }
        return changed ? text : nil
    }

    /// Every run of backslashes with half its length; nil when a run is odd.
    private static func halved(_ bytes: Bytes, _ range: Range<Int>) -> [UInt8]? {
        rewritten(bytes, range) { count, _ in count % 2 == 0 ? count / 2 : nil }
    }

    /// The text with each run of backslashes as long as `length` says.
    ///
    /// - Parameter length: Gets a run's length and the place after it; nil ends the work.
    private static func rewritten(
        _ bytes: Bytes, _ range: Range<Int>, _ length: (Int, Int) -> Int?
    ) -> [UInt8]? {
        var out: [UInt8] = []
        var at = range.lowerBound
        while at < range.upperBound {
            guard bytes[at] == slash else {
                out.append(bytes[at])
                at += 1
                continue
            }
            var stop = at
            while stop < range.upperBound, bytes[stop] == slash { stop += 1 }
            guard let count = length(stop - at, stop) else { return nil }
            out.append(contentsOf: repeatElement(slash, count: count))
            at = stop
        }
        return out
    }

    private static func isCommand(_ bytes: Bytes, _ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        if "{}()%".utf8.contains(bytes[start]) { return true }
        var stop = start
        while stop < end, isAsciiLetter(bytes[stop]) { stop += 1 }
        guard stop - start >= 2 else { return false }
        let name = bytes.slice(start..<stop)
        if LatexSpelling.rewrite(name) != nil { return true }
        if let (_, length) = MathNames.function(name), length == name.count { return true }
        let text = String(decoding: name, as: UTF8.self)
        return MathNames.isGreek(text) || commands.contains(text)
    }

    private static let commands: Set<String> = [
        "frac", "binom", "infty", "cup", "cap", "in", "pm", "mp", "circ", "boxed", "fbox",
        "overline", "angle", "triangle", "mathbb", "sum", "prod", "int", "lim", "emptyset",
        "setminus", "lfloor", "rfloor", "lceil", "rceil", "operatorname", "bmod", "pmod", "equiv",
        "approx", "to", "vec", "hat", "bar",
    ]
}

/// How stored traces are scored, and how good a score must be to be used.
package struct ScorePlan: Sendable {
    /// What the score is called in the store.
    package var name = "judge"
    /// The lines that a judge writes, `NAME: NUMBER`; the score is their mean.
    package var criteria = ["score"]
    /// The number that means the best; 0 is the worst.
    package var scale = 10.0
    /// From which share of the scale on a trace counts as accepted.
    package var threshold = 0.5
    /// Answers of the judge for each trace, whose mean counts.
    package var samples = 1
    /// The judge's own family of models, where its name does not tell; a judge of the generator's family is told of.
    package var family: String?
    /// Bounds against executed verdicts; nil for none.
    package var leastPrecision: Double?
    package var leastRecall: Double?

    package init() {}

    /// The mean of the criteria as a share of the scale; nil where a line is missing or is no number within the scale.
    package func score(in text: String) -> Double? {
        var sum = 0.0
        for criterion in criteria {
            guard let number = Self.number(after: criterion, in: text),
                (0...scale).contains(number)
            else { return nil }
            sum += number / scale
        }
        return sum / Double(criteria.count)
    }

    /// The number in the last line that begins with a name and a colon, whatever marks stand around them.
    private static func number(after name: String, in text: String) -> Double? {
        for line in text.split(whereSeparator: \.isNewline).reversed() {
            let marks = "*_#`>[]()\" \t"
            let plain = line.drop { marks.contains($0) || $0 == "-" }
            guard let colon = plain.firstIndex(of: ":"),
                plain[..<colon].trimmed(marks).lowercased() == name.lowercased()
            else { continue }
            let value = plain[plain.index(after: colon)...].trimmed(marks)
            // "7/10" and "7 out of 10" say what "7" says.
            let end = value.firstIndex { !$0.isASCII || !($0.isNumber || $0 == ".") }
            let rest = value[(end ?? value.endIndex)...]
            // "1e1", "0x5" and "7,5" are other numbers than they begin with, and "50%" is of another scale.
            guard rest.first.map({ $0 == "/" || $0.isWhitespace }) ?? true else { return nil }
            return Double(value[..<(end ?? value.endIndex)])
        }
        return nil
    }
}

extension Substring {
    fileprivate func trimmed(_ marks: String) -> Substring {
        var rest = self
        while let first = rest.first, marks.contains(first) { rest.removeFirst() }
        while let last = rest.last, marks.contains(last) { rest.removeLast() }
        return rest
    }
}

extension ModelPlan {
    /// The family that a model's name tells: "Qwen/Qwen2.5-7B" is of "qwen".
    package static func family(ofModel name: String) -> String {
        let own = name.split(separator: "/").last ?? Substring(name)
        return own.prefix { $0.isASCII && $0.isLetter }.lowercased()
    }
}

internal import LyditeMath

/// The steps of a worked solution: its lines and, of a line with several, its sentences.
package struct TraceSteps: Sendable {
    package struct Step: Hashable, Sendable {
        package var text: String
        /// Where it begins in the solution, in bytes.
        package var offset: Int
    }

    package let steps: [Step]

    /// A longer trace is no chain of steps that a trainer could use.
    private static let maximumSteps = 400

    package init(_ text: String) {
        let bytes = Array(text.utf8)
        var steps: [Step] = []
        var start = 0
        func close(at end: Int) {
            var (low, high) = (start, end)
            while low < high, bytes[low] <= 0x20 { low += 1 }
            while low < high, bytes[high - 1] <= 0x20 { high -= 1 }
            guard low < high else { return }
            steps.append(
                Step(text: String(decoding: bytes[low..<high], as: UTF8.self), offset: low))
        }
        var line = 0
        for index in bytes.indices {
            let isLineEnd = bytes[index] == 10
            guard isLineEnd || Self.endsSentence(bytes, index, line: line) else { continue }
            close(at: index + 1)
            start = index + 1
            if isLineEnd { line = start }
        }
        close(at: bytes.count)
        self.steps = steps
    }

    /// A full stop before a space and a capital letter, that is no mark of a numbered list.
    private static func endsSentence(_ bytes: [UInt8], _ index: Int, line: Int) -> Bool {
        guard bytes[index] == UInt8(ascii: "."), index + 2 < bytes.count, bytes[index + 1] == 0x20,
            bytes[index + 2] &- UInt8(ascii: "A") < 26
        else { return false }
        return !bytes[line..<index].allSatisfy { $0 &- UInt8(ascii: "0") < 10 || $0 == 0x20 }
    }

    /// The first step that holds a false equation.
    package var firstWrong: Int? {
        steps.firstIndex { EquationChecker.check(Array($0.text.utf8)).wrong > 0 }
    }

    /// Steps with their labels as the equations prove them; nil where they prove nothing.
    ///
    /// All steps of a sound trace are right, when it has an equation. Of another, those before the first false
    /// equation are right and that one is wrong; what follows builds on it and gets no label.
    ///
    /// - Parameter isSound: Whether the trace is right by its answer and without a false equation.
    package func labels(isSound: Bool) -> (steps: [String], labels: [Bool])? {
        guard !steps.isEmpty, steps.count <= Self.maximumSteps else { return nil }
        let texts = steps.map(\.text)
        if isSound {
            guard texts.contains(where: { EquationChecker.check(Array($0.utf8)).checked > 0 })
            else { return nil }
            return (texts, [Bool](repeating: true, count: steps.count))
        }
        guard let wrong = firstWrong else { return nil }
        return (
            Array(texts[...wrong]), [Bool](repeating: true, count: wrong) + [false]
        )
    }

    /// How many steps two solutions have in common at their start.
    package func shared(with other: TraceSteps) -> Int {
        zip(steps, other.steps).prefix { $0.text == $1.text }.count
    }
}

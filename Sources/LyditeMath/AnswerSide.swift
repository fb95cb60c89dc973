/// One side of a check: an answer and how it was found.
struct AnswerSide {
    var answer: Answer
    var source: Extraction.Source?
    var isMultiple = false

    /// An answer given as such; a whole solution is reduced to its answer first.
    static func given(_ bytes: Bytes) -> AnswerSide {
        let whole = 0..<bytes.count
        if !looksWhole(bytes) {
            let answer = Answer.read(bytes, whole)
            guard answer.value == .opaque, isProse(bytes) else { return AnswerSide(answer: answer) }
        }
        let extraction = Extractor(bytes: bytes, mode: .full).run()
        if extraction.outcome == .none { return AnswerSide(answer: Answer.read(bytes, whole)) }
        return side(bytes, extraction)
    }

    static func response(_ bytes: Bytes, _ mode: ExtractionMode) -> AnswerSide {
        side(bytes, Extractor(bytes: bytes, mode: mode).run())
    }

    private static func side(_ bytes: Bytes, _ extraction: Extraction) -> AnswerSide {
        switch extraction.outcome {
        case .none:
            let empty = Answer(text: "", canonical: [], value: .missing, fuel: bytes.count)
            return AnswerSide(answer: empty)
        case .multiple:
            return AnswerSide(
                answer: Answer.read(bytes, extraction.range), source: extraction.source,
                isMultiple: true)
        case .found:
            var answer = Answer.read(bytes, extraction.range)
            if isExclamation(bytes, extraction) { answer.value = .opaque }
            return AnswerSide(answer: answer, source: extraction.source)
        }
    }

    /// "So the answer is 84!": the mark ends the sentence, or makes a factorial.
    private static func isExclamation(_ bytes: Bytes, _ extraction: Extraction) -> Bool {
        let range = bytes.trimmed(extraction.range)
        guard extraction.source == .statement || extraction.source == .conclusion,
            range.count >= 2, bytes[range.upperBound - 1] == UInt8(ascii: "!")
        else { return false }
        return bytes[range].dropLast().allSatisfy { isDigit($0) || ",.- ".utf8.contains($0) }
    }

    private static func looksWhole(_ bytes: Bytes) -> Bool {
        let whole = 0..<bytes.count
        return bytes.find("boxed", in: whole) != nil
            || bytes.find("####", in: whole) != nil || bytes.find("</think>", in: whole) != nil
    }

    /// Several words that state something: a formula in a sentence, or "the answer is".
    private static func isProse(_ bytes: Bytes) -> Bool {
        guard bytes.count <= MathLimits.answerBytes else { return false }
        let whole = 0..<bytes.count
        if bytes.find("nswer", in: whole, anchor: 2) != nil { return true }
        guard
            bytes.findByte(UInt8(ascii: "$"), in: whole) != nil
                || bytes.find("\\(", in: whole) != nil
        else { return false }
        var words = 0
        var run = 0
        for (index, byte) in bytes.enumerated() {
            let inCommand = run > 0 || index == 0 || bytes[index - 1] != UInt8(ascii: "\\")
            if isAsciiLetter(byte), inCommand {
                run += 1
            } else {
                if run >= 2, byte == 0x20 { words += 1 }
                run = 0
            }
        }
        return words >= 2
    }

    var reading: AnswerReading {
        AnswerReading(answer, extractedFrom: source?.rawValue)
    }

    /// A letter on one side and an option's text on the other, when the problem lists options.
    static func option(
        _ gold: AnswerSide, _ pred: AnswerSide, _ spec: AnswerSpec
    ) -> (gold: AnswerValue, pred: AnswerValue)? {
        guard !spec.choices.isEmpty else { return nil }
        if let pair = smallLetter(gold, pred, spec) { return pair }
        if case .letter(let letter) = gold.answer.value {
            if case .letter = pred.answer.value { return nil }
            return text(letter, spec).map { ($0, pred.answer.value) }
        }
        if case .letter(let letter) = pred.answer.value {
            return text(letter, spec).map { (gold.answer.value, $0) }
        }
        return nil
    }

    /// "b" for the option B, unless an option says just that.
    private static func smallLetter(
        _ gold: AnswerSide, _ pred: AnswerSide, _ spec: AnswerSpec
    ) -> (gold: AnswerValue, pred: AnswerValue)? {
        func small(_ side: AnswerSide) -> UInt8? {
            guard side.answer.canonical.count == 1, let byte = side.answer.canonical.first,
                byte &- 0x61 < UInt8(clamping: spec.choices.count),
                !spec.choices.contains(where: { $0.utf8.map(lower) == [byte] })
            else { return nil }
            return byte - 0x20
        }
        if case .letter = gold.answer.value, let letter = small(pred) {
            return (gold.answer.value, .letter(letter))
        }
        if case .letter = pred.answer.value, let letter = small(gold) {
            return (.letter(letter), pred.answer.value)
        }
        return nil
    }

    private static func text(_ letter: UInt8, _ spec: AnswerSpec) -> AnswerValue? {
        let index = Int(letter - UInt8(ascii: "A"))
        guard index < spec.choices.count else { return nil }
        var option = Array(spec.choices[index].utf8)
        // "B) 5" and "(B) 5" carry their letter.
        if let mark = option.firstIndex(of: UInt8(ascii: ")")), mark <= 2, option.contains(letter) {
            option.removeSubrange(0...mark)
        }
        let value = option.read { Answer.read($0, 0..<$0.count).value }
        if case .letter = value { return nil }
        return value == .missing ? nil : value
    }
}

extension Answer {
    /// Whether the answer surely has a value.
    var isDefined: Bool {
        switch value {
        case .missing, .undefined, .tooLarge, .opaque: false
        default: true
        }
    }
}

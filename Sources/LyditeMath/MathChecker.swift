internal import LyditeCore

/// Compares a gold answer with a candidate's, exactly.
///
/// Pure and bounded: the same bytes give the same verdict on every machine. What lies outside the
/// grammar is undecided, never a guess.
package enum MathChecker {
    /// Compares with a pred that is given as an answer.
    package static func check(
        gold: [UInt8], pred: [UInt8], spec: AnswerSpec, rungs: Rungs = .all
    ) -> MathVerdict {
        let right = gold.read { AnswerSide.given($0) }
        let left = pred.read { AnswerSide.given($0) }
        return decide(right, left, spec, rungs)
    }

    /// Compares with the answer that a whole response states.
    package static func check(
        gold: [UInt8], response: [UInt8], spec: AnswerSpec, extraction: ExtractionMode
    ) -> MathVerdict {
        let right = gold.read { AnswerSide.given($0) }
        let left = response.read { AnswerSide.response($0, extraction) }
        return decide(right, left, spec, .all)
    }

    /// Where the answer of a response stands.
    package static func extract(
        response: [UInt8], mode: ExtractionMode = .full
    ) -> Extraction {
        response.read { Extractor(bytes: $0, mode: mode).run() }
    }

    private static func decide(
        _ gold: AnswerSide, _ pred: AnswerSide, _ spec: AnswerSpec, _ rungs: Rungs
    ) -> MathVerdict {
        var comparer = AnswerComparer(spec: spec, rungs: rungs)
        let (verdict, detail) = verdict(gold, pred, &comparer)
        let decided = verdict.isDecided
        let certificate = Certificate(
            rung: decided ? comparer.rung : .none,
            bridges: decided ? comparer.bridges.map(\.rawValue).sorted() : [],
            points: comparer.points, bits: comparer.bits,
            fuel: gold.answer.fuel + pred.answer.fuel + comparer.fuel)
        return MathVerdict(
            verdict: verdict, detail: detail, gold: gold.reading, pred: pred.reading,
            certificate: certificate)
    }

    private static func verdict(
        _ gold: AnswerSide, _ pred: AnswerSide, _ comparer: inout AnswerComparer
    ) -> (Verdict, String?) {
        if gold.isMultiple { return (.undecided(.badProblem), "the gold states several answers") }
        switch gold.answer.value {
        case .missing: return (.undecided(.badProblem), "the gold is not readable as an answer")
        case .undefined: return (.undecided(.badProblem), "the gold is not defined")
        case .opaque where isBrokenOff(gold.answer.canonical):
            return (.undecided(.badProblem), "the gold is broken off")
        default: break
        }
        if pred.isMultiple {
            return (.undecided(.multipleAnswers), "several boxes hold different answers")
        }
        if pred.answer.value == .missing { return (.incorrect(.noAnswer), nil) }
        if comparer.rungs.allows(.text), !gold.answer.canonical.isEmpty,
            gold.answer.canonical == pred.answer.canonical
        {
            return (.correct, nil)
        }
        if pred.answer.value == .undefined {
            if gold.answer.isDefined { return (.incorrect(.wrongAnswer), "it has no value") }
            return (.undecided(.unsupported), nil)
        }
        if comparer.spec.rounding != nil {
            comparer.predDigits = StatedDigits(pred.answer.canonical)
        }
        if let choice = AnswerSide.option(gold, pred, comparer.spec) {
            guard !comparer.spec.disabledBridges.contains(.choice) else {
                return outcome(.unknown(.unsupported))
            }
            comparer.bridges.insert(.choice)
            return outcome(comparer.compare(choice.gold, choice.pred))
        }
        let (first, second) = (gold.answer.value, pred.answer.value)
        let result =
            if let kind = comparer.spec.kind {
                comparer.compare(first.read(as: kind), second.read(as: kind))
            } else {
                comparer.compare(first, second)
            }
        // Beside a number it is the other side that has no value.
        if result == .unknown(.domain) {
            if case .number = first { return (.incorrect(.wrongAnswer), "it has no value") }
            if case .number = second {
                return (.undecided(.badProblem), "the gold is not defined")
            }
        }
        return outcome(result)
    }

    /// Whether braces are left open or closed too often.
    private static func isBrokenOff(_ canonical: [UInt8]) -> Bool {
        var level = 0
        for byte in canonical {
            if byte == UInt8(ascii: "{") { level += 1 }
            if byte == UInt8(ascii: "}") { level -= 1 }
            if level < 0 { return true }
        }
        return level != 0
    }

    /// Whether constants beyond fractions can be compared on this machine.
    package static var hasExactLibraries: Bool { ConstantComparer.isAvailable }

    private static func outcome(_ outcome: AnswerComparer.Outcome) -> (Verdict, String?) {
        switch outcome {
        case .equal: (.correct, nil)
        case .different: (.incorrect(.wrongAnswer), nil)
        case .unknown(.unsupported):
            (.undecided(.unsupported), "the answers are outside what is compared exactly")
        case .unknown(.sandboxError):
            (
                .undecided(.sandboxError),
                "FLINT, Arb and Calcium could not be loaded; Sandboxes/setup installs them"
            )
        case .unknown(let cause): (.undecided(cause), nil)
        }
    }
}

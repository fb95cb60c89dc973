internal import LyditeCore

@testable internal import LyditeMath

/// What one input is given to; the environment variable `LYDITE_FUZZ` names it.
enum Harness: String, CaseIterable {
    case expression, check, equation, row

    /// - Returns: What contradicts itself about this input; nil when nothing does.
    func run(_ bytes: [UInt8]) -> String? {
        switch self {
        case .expression: Harness.expression(bytes)
        case .check: Harness.check(bytes)
        case .equation: Harness.equation(bytes)
        case .row: Harness.row(bytes)
        }
    }

    /// Reading depends on nothing but the bytes.
    private static func expression(_ bytes: [UInt8]) -> String? {
        let first = bytes.read { Answer.read($0, 0..<$0.count) }
        let second = bytes.read { Answer.read($0, 0..<$0.count) }
        guard first.value == second.value, first.canonical == second.canonical else {
            return "read in two ways"
        }
        return nil
    }

    /// The first half is the gold, the second a pred or, by the first bit, a response.
    private static func check(_ bytes: [UInt8]) -> String? {
        let half = bytes.count / 2
        let (gold, pred) = (Array(bytes[..<half]), Array(bytes[half...]))
        if let first = bytes.first, first & 1 == 1 {
            _ = MathChecker.check(gold: gold, response: pred, spec: .plain, extraction: .full)
            return nil
        }
        let there = MathChecker.check(gold: gold, pred: pred, spec: .plain).verdict
        let back = MathChecker.check(gold: pred, pred: gold, spec: .plain).verdict
        if there == .correct, back == .incorrect(.wrongAnswer) { return "equal from one side only" }
        if back == .correct, there == .incorrect(.wrongAnswer) { return "equal from one side only" }
        if MathChecker.check(gold: gold, pred: gold, spec: .plain).verdict
            == .incorrect(.wrongAnswer)
        {
            return "different from itself"
        }
        return nil
    }

    private static func equation(_ bytes: [UInt8]) -> String? {
        let report = EquationChecker.check(bytes)
        return report.wrong > report.checked ? "more wrong than checked" : nil
    }

    /// A row of `lydite verify`, or a spec: what is read prints and reads back.
    private static func row(_ bytes: [UInt8]) -> String? {
        guard let json = try? JSONParser.parse(bytes) else { return nil }
        if let spec = try? AnswerSpec(json: json) {
            guard let again = try? AnswerSpec(json: spec.json), again == spec else {
                return "a spec that does not read back"
            }
        }
        guard let row = try? RowReader(json), let check = try? Check(row: row) else { return nil }
        guard case .answer(let answer) = check else { return nil }
        _ = answer.spec.map { try? AnswerSpec(json: $0) }
        return nil
    }
}

internal import LyditeCore
internal import LyditeSandbox

/// Asks the runner for one case after the other and compares what comes back.
///
/// The next case is sent only after the last result is in, each with a nonce of its own, so that a
/// result without a pending case, a second result or one written ahead shows.
struct FunctionDialogue: Dialogue {
    private let cases: [CallCase]
    private let order: [Int]
    private let stopsAtFirstFailure: Bool
    private var nonce = ""
    /// No case can pass any more.
    private var isStopped = false
    /// Cases asked for so far.
    private(set) var asked = 0
    private(set) var passed = 0
    private(set) var isFinished = false
    /// Results whose assertions the trusted helper evaluates, by the place of their case.
    private(set) var examined: [Int: PlainValue] = [:]
    /// The failed case that comes first in the check.
    private(set) var failure: CaseFailure?
    /// What was wrong with a frame.
    private(set) var violation: String?
    /// Set where the program does not compile.
    private(set) var compileFailure: CaseFailure?

    init(cases: [CallCase], order: [Int], stopsAtFirstFailure: Bool) {
        self.cases = cases
        self.order = order
        self.stopsAtFirstFailure = stopsAtFirstFailure
    }

    /// The place in the check of the case that was asked for last.
    var current: Int? { asked > 0 && asked <= order.count ? order[asked - 1] : nil }

    mutating func next(after reply: [UInt8]?) -> DialogueStep {
        if let reply {
            guard asked > 0, !isFinished, let json = try? JSONParser.parse(reply),
                json["nonce"]?.stringValue == nonce, let member = json.members?.last,
                json.members?.count == 2
            else {
                violation = "a result that no case was waiting for"
                return .abort
            }
            read(member)
            if violation != nil { return .abort }
            if isStopped || failure != nil && stopsAtFirstFailure { return .finish }
        }
        guard asked < order.count else {
            isFinished = true
            return .finish
        }
        var generator = SystemRandomNumberGenerator()
        nonce = String(generator.next(), radix: 16)
        asked += 1
        return .send(cases[order[asked - 1]].request(nonce: nonce))
    }

    private mutating func read(_ member: JSON.Member) {
        let index = order[asked - 1]
        switch member.key {
        case "value": compare(member.value, index)
        case "notPlain":
            let what = member.value.stringValue ?? "a value that is not plain"
            note(
                CaseFailure(
                    .incorrect(.wrongAnswer), "the result is \(what), not plain data", index: index,
                    actual: what))
        case "missing":
            note(
                CaseFailure(
                    .incorrect(.runtimeError),
                    "the program does not define \"\(cases[index].function)\"", index: index))
        case "error": note(raised(member.value, "raised", index))
        case "load":
            note(raised(member.value, "raised while it was loaded:", index))
            isStopped = true
        case "compile":
            let line = member.value["line"]?.intValue
            let message = member.value["message"]?.stringValue ?? ""
            compileFailure = CaseFailure(
                .incorrect(.compileError),
                "the program does not compile: \(CandidateText.head(message))",
                actual: message, line: line)
            isStopped = true
        default: violation = "a result of an unknown kind"
        }
    }

    private mutating func compare(_ json: JSON, _ index: Int) {
        guard let actual = try? PlainValue(json: json) else {
            violation = "a result that is not plain data"
            return
        }
        if case .examined = cases[index].expectation { examined[index] = actual }
        switch cases[index].outcome(of: actual) {
        case .same: passed += 1
        case .different:
            note(
                CaseFailure(
                    .incorrect(.wrongAnswer), "the result is not the expected one", index: index,
                    actual: actual.json.text))
        case .tooCostly:
            note(
                CaseFailure(
                    .undecided(.budget), "the results are too large to be compared without order",
                    index: index))
        }
    }

    private func raised(_ json: JSON, _ how: String, _ index: Int) -> CaseFailure {
        let kind = json["type"]?.stringValue ?? "an exception"
        let message = json["message"]?.stringValue ?? ""
        let text = message.isEmpty ? kind : "\(kind): \(message)"
        // Without a control group a bound on memory shows as this exception.
        let fault: Fault = kind == "MemoryError" ? .memoryLimit : .runtimeError
        return CaseFailure(
            .incorrect(fault), "the program \(how) \(kind)", index: index, actual: text,
            line: json["line"]?.intValue)
    }

    private mutating func note(_ failure: CaseFailure) {
        guard let known = self.failure?.index, let index = failure.index, known < index else {
            self.failure = failure
            return
        }
    }
}

internal import LyditeCore
internal import LyditeSandbox

/// Asks the runner for one case after the other and compares what comes back.
///
/// The next case is sent only after the last result is in, each with a nonce of its own, so that a
/// result without a pending case, a second result or one written ahead shows.
struct FunctionDialogue: Dialogue {
    /// What a runner takes in one frame.
    private static let maximumRequest = 16 << 20

    /// Values of the library that are equal to others of their kind, which plain data is not.
    private static let libraryValues: Set<String> = Set(
        ["Decimal", "Fraction", "range", "date", "datetime", "time", "timedelta", "coroutine"]
            .map { "a value of type " + $0 })

    private var cases: [CallCase]
    private var order: [Int]
    private let stopsAtFirstFailure: Bool
    private let wire: CallWire
    private var nonce: UInt64 = 0
    /// No case can pass any more.
    private var isStopped = false
    /// Cases asked for so far.
    private(set) var asked = 0
    private(set) var passed = 0
    var isFinished = false
    /// Results that another program decides about, by the place of their case.
    private(set) var captured: [Int: PlainValue] = [:]
    /// What the last step of tests that run came to.
    private(set) var recorded: JSON?
    /// The failed case that comes first in the check.
    private(set) var failure: CaseFailure?
    /// What was wrong with a frame.
    private(set) var violation: String?
    /// Set where the program does not compile.
    private(set) var compileFailure: CaseFailure?

    init(
        cases: [CallCase], order: [Int], stopsAtFirstFailure: Bool, wire: CallWire = .tagged
    ) {
        self.wire = wire
        self.cases = cases
        self.order = order
        self.stopsAtFirstFailure = stopsAtFirstFailure
    }

    /// The place in the check of the case that was asked for last.
    var current: Int? { asked > 0 && asked <= order.count ? order[asked - 1] : nil }

    mutating func next(after reply: [UInt8]?) -> DialogueStep {
        if let reply, !take(reply) { return violation == nil ? .finish : .abort }
        guard asked < order.count else {
            isFinished = true
            return .finish
        }
        return send()
    }

    /// Asks for a case that became known only now.
    mutating func ask(_ given: CallCase) -> DialogueStep {
        // Of the earlier ones nothing is needed any more.
        cases = [given]
        order.append(0)
        return send()
    }

    /// The case that was asked for last.
    var last: CallCase? { current.map { cases[$0] } }

    /// Whether the next case may be asked for after this reply.
    mutating func take(_ reply: [UInt8]) -> Bool {
        guard asked > 0, !isFinished, let said = wire.reply(reply, nonce: nonce) else {
            violation = "a result that no case was waiting for"
            return false
        }
        switch said {
        case .member(let member): read(member)
        case .value(let value): compare(value, order[asked - 1])
        case .mistyped(let value, let type):
            note(
                CaseFailure(
                    .incorrect(.wrongAnswer), "the result is no value of type \(type.text)",
                    index: order[asked - 1], actual: value.json.text))
        }
        return violation == nil && !isStopped && (failure == nil || !stopsAtFirstFailure)
    }

    private mutating func send() -> DialogueStep {
        var generator = SystemRandomNumberGenerator()
        nonce = generator.next()
        asked += 1
        let request = wire.request(cases[order[asked - 1]], nonce: nonce)
        guard request.count <= Self.maximumRequest else {
            note(
                CaseFailure(
                    .undecided(.badProblem), "the arguments are larger than 16 MiB",
                    index: order[asked - 1]))
            return .finish
        }
        return .send(request)
    }

    private mutating func read(_ member: JSON.Member) {
        let index = order[asked - 1]
        if case .recorded = cases[index].expectation, member.key == "value" {
            recorded = .object([member])
            return
        }
        switch member.key {
        case "value":
            guard let actual = try? PlainValue(json: member.value) else {
                violation = "a result that is not plain data"
                return
            }
            compare(actual, index)
        case "notPlain":
            let what = member.value.stringValue ?? "a value that is not plain"
            var failure = CaseFailure(
                .incorrect(.wrongAnswer), "the result is \(what), not plain data", index: index,
                actual: what)
            failure.isUnsure = cases[index].mayRead(what) || Self.libraryValues.contains(what)
            note(failure)
        case "missing":
            note(
                CaseFailure(
                    .incorrect(.runtimeError),
                    "the program does not define \"\(cases[index].function)\"", index: index))
        case "error" where isDue(member.value, index): passed += 1
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

    private mutating func compare(_ actual: PlainValue, _ index: Int) {
        if cases[index].isDecidedLater { captured[index] = actual }
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

    /// Whether a test asks for this exception.
    private func isDue(_ error: JSON, _ index: Int) -> Bool {
        guard case .raises(let kinds) = cases[index].expectation else { return false }
        return error["bases"]?.arrayValue?.contains { base in
            base.stringValue.map(kinds.contains) ?? false
        } ?? false
    }

    private mutating func note(_ failure: CaseFailure) {
        guard let known = self.failure?.index, let index = failure.index, known < index else {
            self.failure = failure
            return
        }
    }
}

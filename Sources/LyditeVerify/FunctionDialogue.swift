internal import LyditeCore
internal import LyditeSandbox

/// Asks the runner for one case after the other and compares what comes back.
///
/// The next case is sent only after the last result is in, each with a nonce of its own, so that a
/// result without a pending case, a second result or one written ahead shows.
struct FunctionDialogue: Dialogue {
    /// What a runner takes in one frame.
    private static let maximumRequest = 16 << 20

    private let cases: [CallCase]
    private let order: [Int]
    private let stopsAtFirstFailure: Bool
    private let wire: CallWire
    private var nonce: UInt64 = 0
    /// No case can pass any more.
    private var isStopped = false
    /// Cases asked for so far.
    private(set) var asked = 0
    private(set) var passed = 0
    private(set) var isFinished = false
    /// Results that another program decides about, by the place of their case.
    private(set) var captured: [Int: PlainValue] = [:]
    /// What the calls of a replay came to, in the order they were made.
    private(set) var recorded: [JSON] = []
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
        if let reply {
            guard asked > 0, !isFinished, let said = wire.reply(reply, nonce: nonce) else {
                violation = "a result that no case was waiting for"
                return .abort
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
            if violation != nil { return .abort }
            if isStopped || failure != nil && stopsAtFirstFailure { return .finish }
        }
        guard asked < order.count else {
            isFinished = true
            return .finish
        }
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
        if case .recorded = cases[index].expectation,
            ["value", "error", "notPlain"].contains(member.key)
        {
            guard (try? PlainValue(json: member.value.withNamedHandles)) != nil else {
                violation = "a result that is not plain data"
                return
            }
            recorded.append(.object([member]))
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
            note(
                CaseFailure(
                    .incorrect(.wrongAnswer), "the result is \(what), not plain data", index: index,
                    actual: what))
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

extension JSON {
    /// The value with the names of objects in their place, for a look at the rest.
    fileprivate var withNamedHandles: JSON {
        switch self {
        case .array(let items): return .array(items.map(\.withNamedHandles))
        case .object(let members):
            if members.count == 1, members[0].key == "$handle",
                case .string(let name) = members[0].value
            {
                return .string(name)
            }
            return .object(members.map { JSON.Member($0.key, $0.value.withNamedHandles) })
        default: return self
        }
    }
}

internal import LyditeCore
internal import LyditeSandbox

/// What one call of a surveyed program came to.
enum SurveyResult: Hashable, Sendable {
    case value(PlainValue)
    /// It raised, gave nothing plain, or did not end.
    case failed
}

/// Asks for one call after the other and keeps what comes back, whether or not it is right.
struct SurveyDialogue: Dialogue {
    private let calls: ArraySlice<CallCase>
    private let stopsAtFirstFailure: Bool
    private var nonce = ""
    private(set) var results: [SurveyResult] = []
    /// The program could not be loaded: no call can give anything.
    private(set) var isBroken = false

    /// - Parameter stopsAtFirstFailure: End at the first result that is not the expected one.
    init(calls: ArraySlice<CallCase>, stopsAtFirstFailure: Bool) {
        self.calls = calls
        self.stopsAtFirstFailure = stopsAtFirstFailure
    }

    mutating func next(after reply: [UInt8]?) -> DialogueStep {
        if let reply {
            guard results.count < calls.count, let json = try? JSONParser.parse(reply),
                json["nonce"]?.stringValue == nonce, let member = json.members?.last
            else { return .abort }
            if member.key == "load" || member.key == "compile" {
                isBroken = true
                return .finish
            }
            let call = calls[calls.startIndex + results.count]
            if member.key == "value", let value = try? PlainValue(json: member.value) {
                results.append(.value(value))
                if stopsAtFirstFailure, call.outcome(of: value) != .same { return .finish }
            } else {
                results.append(.failed)
                if stopsAtFirstFailure { return .finish }
            }
        }
        guard results.count < calls.count else { return .finish }
        // Another value for every call, so that a result written ahead of its call is noticed.
        var generator = SystemRandomNumberGenerator()
        nonce = String(generator.next(), radix: 16)
        let call = calls[calls.startIndex + results.count]
        return .send(call.request(nonce: nonce, capturing: true))
    }
}

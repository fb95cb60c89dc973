internal import LyditeCore
internal import LyditeSandbox

/// Asks the runner for one call after the other and keeps what a trusted program returns.
struct CaptureDialogue: Dialogue {
    private let calls: [CallCase]
    private(set) var results: [PlainValue] = []
    /// Why the call after the last result gave none.
    private(set) var problem: String?

    init(calls: [CallCase]) { self.calls = calls }

    mutating func next(after reply: [UInt8]?) -> DialogueStep {
        if let reply {
            guard let json = try? JSONParser.parse(reply), let member = json.members?.last else {
                return .abort
            }
            guard member.key == "value", let value = try? PlainValue(json: member.value) else {
                let type = member.value["type"]?.stringValue ?? member.value.stringValue ?? ""
                let message = member.value["message"]?.stringValue ?? ""
                problem = "\(member.key) \(type) \(message)"
                return .finish
            }
            results.append(value)
        }
        guard results.count < calls.count else { return .finish }
        return .send(calls[results.count].request(nonce: String(results.count), capturing: true))
    }
}

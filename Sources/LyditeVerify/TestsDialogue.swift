internal import LyditeCore
internal import LyditeSandbox

/// The tests' side: hands over the request, passes on their steps and keeps what they come to.
struct TestsDialogue: Dialogue {
    private let request: JSON
    /// Nil where there is no candidate to ask.
    private let bridge: Bridge?
    private(set) var answer: JSON?

    init(_ request: JSON, _ bridge: Bridge?) {
        self.request = request
        self.bridge = bridge
    }

    mutating func next(after reply: [UInt8]?) -> DialogueStep {
        guard let reply else {
            bridge?.beginTests()
            return .send(Array(request.text.utf8))
        }
        guard let said = try? JSONParser.parse(reply) else { return .abort }
        if let done = said["done"] {
            answer = done
            bridge?.endTests()
            return .finish
        }
        guard let step = said["step"], let bridge else { return .abort }
        guard let reply = bridge.ask(step) else { return .finish }
        return .send(Array(reply.text.utf8))
    }
}

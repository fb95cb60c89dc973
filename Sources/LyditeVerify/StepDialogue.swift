internal import LyditeCore
internal import LyditeSandbox

/// The candidate's side of tests that run: makes the steps that they ask for, one after the other.
struct StepDialogue: Dialogue {
    private let bridge: Bridge
    private(set) var inner = FunctionDialogue(cases: [], order: [], stopsAtFirstFailure: true)
    private var number = 0

    init(_ bridge: Bridge) { self.bridge = bridge }

    mutating func next(after reply: [UInt8]?) -> DialogueStep {
        if let reply {
            guard inner.take(reply), let value = inner.recorded else {
                bridge.endCandidate()
                return inner.violation == nil ? .finish : .abort
            }
            bridge.answer(value)
        } else {
            bridge.begin()
        }
        guard let (number, step) = bridge.nextStep(after: number) else {
            inner.isFinished = true
            return .finish
        }
        self.number = number
        return inner.ask(CallCase(step: step))
    }
}

internal import Glibc

/// The two pipes of a dialogue, and the rule that each request has exactly one reply.
struct DialoguePump<D: Dialogue> {
    /// Larger frames are no plain data of a case.
    private static var maximumFrame: Int { 16 << 20 }

    private(set) var dialogue: D
    private(set) var isViolated = false
    private(set) var results: Int32
    private var requests: Int32
    private var outgoing: [UInt8] = []
    private var outgoingAt = 0
    private var incoming: [UInt8] = []
    private var isReplyPending = false

    init(dialogue: D, requests: Int32, results: Int32) {
        self.dialogue = dialogue
        self.requests = requests
        self.results = results
    }

    /// The request pipe while there is something to write into it.
    var waitingRequests: Int32 { outgoingAt < outgoing.count ? requests : -1 }

    mutating func begin() { step(after: nil) }

    mutating func writeRequests() {
        let count = outgoing.withUnsafeBytes { bytes in
            write(requests, bytes.baseAddress! + outgoingAt, bytes.count - outgoingAt)
        }
        if count < 0 && (errno == EAGAIN || errno == EINTR) { return }
        outgoingAt += max(count, 0)
        // A program that closed its end reads no more; that is its own loss, not yet a violation.
        if count <= 0 { closeRequests() }
    }

    /// Reads once; false when nothing is there now or nothing will come.
    mutating func readResults(_ buffer: inout [UInt8]) -> Bool {
        let count = buffer.withUnsafeMutableBytes { read(results, $0.baseAddress!, $0.count) }
        if count < 0 && errno == EINTR { return true }
        if count < 0 && errno == EAGAIN { return false }
        guard count > 0 else {
            RunPump<D>.shut(&results)
            // The end inside a frame: a reply was begun and not finished.
            if !incoming.isEmpty { isViolated = true }
            return false
        }
        guard !isViolated else { return true }
        guard isReplyPending, outgoingAt == outgoing.count || requests < 0 else {
            isViolated = true
            return true
        }
        incoming.append(contentsOf: buffer[..<count])
        takeFrame()
        return true
    }

    private mutating func takeFrame() {
        guard incoming.count >= 4 else { return }
        let length = incoming[0..<4].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.maximumFrame, incoming.count <= length + 4 else {
            isViolated = true
            return
        }
        guard incoming.count == length + 4 else { return }
        let reply = Array(incoming[4...])
        incoming.removeAll(keepingCapacity: true)
        isReplyPending = false
        step(after: reply)
    }

    private mutating func step(after reply: [UInt8]?) {
        switch dialogue.next(after: reply) {
        case .send(let payload):
            outgoing.removeAll(keepingCapacity: true)
            withUnsafeBytes(of: UInt32(payload.count).littleEndian) {
                outgoing.append(contentsOf: $0)
            }
            outgoing.append(contentsOf: payload)
            outgoingAt = 0
            isReplyPending = true
        case .finish: closeRequests()
        case .abort: isViolated = true
        }
    }

    private mutating func closeRequests() {
        RunPump<D>.shut(&requests)
        outgoing = []
        outgoingAt = 0
    }

    mutating func end() {
        if !incoming.isEmpty { isViolated = true }
        closeAll()
    }

    mutating func closeAll() {
        RunPump<D>.shut(&requests)
        RunPump<D>.shut(&results)
    }
}

import LyditeCore
import Testing

@testable import LyditeSandbox

/// Sends numbers one by one and keeps the replies.
struct Counting: Dialogue {
    var left: Int
    var replies: [[UInt8]] = []
    var isAborting = false

    mutating func next(after reply: [UInt8]?) -> DialogueStep {
        if let reply { replies.append(reply) }
        if isAborting && reply != nil { return .abort }
        guard left > 0 else { return .finish }
        left -= 1
        return .send(Array("\(left)".utf8))
    }
}

@Suite(.serialized, .enabled(if: Fixture.hasFull)) struct DialogueTests {
    static let frames = """
        import os, struct, sys
        def take(n):
            b = b''
            while len(b) < n:
                c = os.read(3, n - len(b))
                if not c: sys.exit(0)
                b += c
            return b
        def request(): return take(struct.unpack('<I', take(4))[0])
        def put(b):
            while b: b = b[os.write(4, b):]
        def reply(b): put(struct.pack('<I', len(b)) + b)

        """

    private func talk(_ body: String, _ dialogue: Counting = Counting(left: 3)) async throws
        -> DialogueRun<Counting>
    {
        let profile = try #require(Fixture.profile("python"))
        let command = Command.program(source: Array((Self.frames + body).utf8), profile: profile)
        return try await Fixture.shared.run(
            command, limits: Fixture.limits(wall: .seconds(5)), dialogue: dialogue)
    }

    @Test func `every request has its reply, and then the program ends by itself`() async throws {
        let done = try await talk("while True: reply(request() * 2)")
        #expect(done.run.ending == .exited && done.run.exitCode == 0 && !done.protocolViolation)
        #expect(done.dialogue.replies == ["22", "11", "00"].map { Array($0.utf8) })
    }

    @Test func `a reply of eight megabytes arrives whole`() async throws {
        let done = try await talk(
            "while True:\n  request()\n  reply(b'x' * (8 << 20))", Counting(left: 1))
        #expect(!done.protocolViolation && done.dialogue.replies.first?.count == 8 << 20)
    }

    @Test(
        arguments: [
            (
                "a reply before the first request is read",
                "reply(b'early')\nwhile True: reply(request())"
            ),
            (
                "two replies at once",
                "while True:\n  request()\n  put(b'\\1\\0\\0\\0a\\1\\0\\0\\0b')"
            ),
            ("a byte after the reply", "while True:\n  request()\n  put(b'\\1\\0\\0\\0ab')"),
            (
                "a reply after the last one",
                "for i in range(3): reply(request())\ntake(0)\nimport time\ntime.sleep(.3)\nreply(b'x')"
            ),
            ("an end inside the length", "request()\nput(b'\\1\\0')"),
            ("an end inside the payload", "request()\nput(b'\\5\\0\\0\\0ab')"),
            (
                "a frame over the bound",
                "request()\nput(b'\\1\\0\\0\\1')\nimport time\ntime.sleep(4)"
            ),
        ])
    func `what is no single reply is a violation`(what: String, body: String) async throws {
        // The first body may be taken for an answer when it comes late: the reply is then one too
        // many later.
        let done = try await talk(body)
        #expect(done.protocolViolation, "\(what)")
    }

    @Test func `an abort kills the run`() async throws {
        let done = try await talk(
            "while True: reply(request())\n", Counting(left: 3, isAborting: true))
        #expect(done.protocolViolation && done.dialogue.replies.count == 1)
    }

    @Test func `a program that ends early is no violation, and its replies say how far it came`()
        async throws
    {
        let done = try await talk("reply(request())\nos._exit(5)")
        #expect(
            !done.protocolViolation && done.run.exitCode == 5 && done.dialogue.replies.count == 1)
    }
}

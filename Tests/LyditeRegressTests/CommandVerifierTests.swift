import Foundation
import LyditeCore
import Support
import Testing

@testable import LyditeRegress

/// Verifiers that misbehave: each row they fail on is named, the others get their verdicts.
struct CommandVerifierTests {
    private let fixture: Fixture
    private static let rows = (0..<12).map { Fixture.row("r\($0)", "\($0)", "\($0)", "correct") }

    init() throws { fixture = try Fixture() }

    /// - Parameter body: Python that runs for each row `r`; `say(r, verdict)` answers it.
    private func verdicts(
        _ body: String, after: String = "pass", patience: Duration = .seconds(30)
    ) async throws -> [String] {
        let script = try fixture.file(
            "verifier.py",
            [
                "import json, os, sys, time",
                "def say(r, verdict): print(json.dumps({'id': r['id'], 'verdict': verdict}), flush=True)",
                "kept = []",
                "for line in sys.stdin:", "    r = json.loads(line)",
            ] + body.split(separator: "\n").map { "    " + $0 } + [after])
        let verifier = CommandVerifier(
            command: "exec python3 " + script, patience: patience)
        return try await verifier.answers(to: fixture.corpus(Self.rows).rows).map(\.verdict)
    }

    private static func all(but places: Int...) -> [String] {
        rows.indices.map { places.contains($0) ? "undecided" : "correct" }
    }

    @Test func `answers in order, in reverse at the end, and between other lines are taken`()
        async throws
    {
        #expect(try await verdicts("say(r, 'correct')") == Self.all())
        #expect(
            try await verdicts(
                "kept.append(r)", after: "for r in reversed(kept): say(r, 'correct')")
                == Self.all())
        #expect(
            try await verdicts("print('loading {')\nprint('[1]')\nsay(r, 'correct')") == Self.all())
    }

    @Test func `a death loses one row`() async throws {
        #expect(
            try await verdicts("if r['id'] == 4: os._exit(3)\nsay(r, 'correct')")
                == Self.all(but: 4))
        #expect(
            try await verdicts("if r['id'] == 0: os.kill(os.getpid(), 9)\nsay(r, 'correct')").count
                == 12)
    }

    @Test func `a hang loses one row`() async throws {
        #expect(
            try await verdicts(
                "if r['id'] == 7: time.sleep(60)\nsay(r, 'correct')",
                patience: .seconds(5))
                == Self.all(but: 7))
    }

    @Test func `a verdict of another name, a foreign id and silence are no answers`() async throws {
        let body = """
            if r['id'] == 2: say(r, 'maybe')
            elif r['id'] == 3: print(json.dumps({'id': 99, 'verdict': 'correct'}), flush=True)
            elif r['id'] != 5: say(r, 'correct')
            """
        #expect(try await verdicts(body) == Self.all(but: 2, 3, 5))
    }

    @Test func `the first answer to a row counts`() async throws {
        #expect(
            try await verdicts("say(r, 'correct')\nsay(r, 'incorrect')") == Self.all())
    }

    @Test(arguments: ["exit 3", "nothing-of-this-name", "cat > /dev/null", "sleep 60", "yes"])
    func `a command that answers nothing is one error`(command: String) async throws {
        let rows = try fixture.corpus(Self.rows).rows
        let verifier = CommandVerifier(command: command, patience: .milliseconds(700))
        await #expect(throws: RegressError.self) { try await verifier.answers(to: rows) }
    }
}

import Foundation
import Support
import Testing

/// `lydite run --sampler batch`: request files out, a provider's result files in.
struct BatchRunTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ words: [String] = []) throws -> Program.Result {
        let rows = (0..<6).map {
            #"{"id":"sum/\#($0)","statement":"Which sum has number \#($0)?","gold":"\#($0)"}"#
        }
        let problems = try folder.write(rows.joined(separator: "\n") + "\n", as: "p.jsonl")
        let config = try folder.write(
            """
            rollouts: 4
            sampling: {n: 2, max_tokens: 50}
            endpoints:
            - models: [{name: m, price_in: 1, price_out: 2}]
            """, as: "c.yaml")
        return try Program.lydite(
            [
                "run", problems, "--sampler", "batch", "--config", config, "--out",
                folder.path + "/out", "--jobs", "3",
            ] + words)
    }

    private func requests() throws -> [[String: Any]] {
        try folder.read("out/batch/requests-1.jsonl").split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
    }

    /// A result file: an answer for each request, except that row 0 failed, row 1 has a status, row 2 is missing and
    /// row 3 has one choice of two.
    private func answer(_ requests: [[String: Any]], isWhole: Bool) throws -> String {
        var lines = ["{broken"]
        for (number, request) in requests.enumerated().reversed() {
            let id = try #require(request["custom_id"] as? String)
            let body = try #require(request["body"] as? [String: Any])
            let kind = isWhole ? 9 : number
            if kind == 2 { continue }
            let choices = kind == 3 ? 1 : body["n"] as? Int ?? 1
            let row: [String: Any] = [
                "id": "batch_req_\(number)", "custom_id": id,
                "error": kind == 0 ? ["code": "batch_expired"] : NSNull(),
                "response": [
                    "status_code": kind == 1 ? 500 : 200,
                    "body": [
                        "choices": (0..<choices).map {
                            [
                                "index": $0, "message": ["content": "#### \($0)"],
                                "finish_reason": "stop",
                            ]
                                as [String: Any]
                        }, "usage": ["prompt_tokens": 10, "completion_tokens": 5 * choices],
                    ],
                ],
            ]
            lines.append(
                String(decoding: try JSONSerialization.data(withJSONObject: row), as: UTF8.self))
        }
        return try folder.write(
            lines.joined(separator: "\n") + "\n", as: isWhole ? "second.jsonl" : "first.jsonl")
    }

    @Test func `requests are written, answers are matched, and what is missing is asked again`()
        throws
    {
        let first = try run()
        #expect(first.code == 2)
        #expect(first.errors.contains("12 requests stand in "), "\(first.errors)")
        let asked = try requests()
        #expect(asked.count == 12)
        #expect(asked.allSatisfy { $0["url"] as? String == "/v1/chat/completions" })
        #expect(Set(asked.compactMap { $0["custom_id"] as? String }).count == 12)
        #expect(try run().code == 2)
        #expect(try requests().count == 12, "the same again, not more")

        let some = try answer(asked, isWhole: false)
        let second = try run(["--batch-results", some])
        #expect(second.code == 2)
        for sentence in [
            "one failed (batch_expired)", "one has status 500", "have no custom_id",
            "4 requests stand in",
        ] { #expect(second.errors.contains(sentence), "\(second.errors)") }
        let left = try requests()
        // Rows 0 to 2 whole, and the second half of row 3.
        #expect(left.compactMap { ($0["body"] as? [String: Any])?["n"] as? Int } == [2, 2, 2])

        let rest = try answer(left, isWhole: true)
        let third = try run(["--batch-results", some, "--batch-results", rest])
        #expect(third.code == 0, "\(third.errors)")
        #expect(third.output.contains("rollouts                 24\n"), "\(third.output)")
        #expect(third.output.contains("250 tokens"), "\(third.output)")
        #expect(
            !FileManager.default.fileExists(atPath: folder.path + "/out/batch/requests-1.jsonl"))
        #expect(try run(["--batch-results", some]).errors.contains("nothing is left to do"))
    }

    @Test func `the budget bounds what is asked for`() throws {
        let result = try run(["--budget", "0.001"])
        #expect(result.code == 2)
        #expect(result.errors.contains("the budget leaves nothing for"), "\(result.errors)")
        #expect(try requests().count < 12)
    }
}

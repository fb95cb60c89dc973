import LyditeCore
import Testing

@testable import LyditeSampling

/// What servers answer, well and badly.
struct ModelReplyTests {
    private func read(_ text: String) throws -> ModelReply { try ModelReply(Array(text.utf8)) }

    @Test(arguments: [
        ("", EndpointError.BadAnswer.notJSON), ("  <html></html>", .page), ("oops", .notJSON),
        ("[]", .notJSON), ("{}", .noChoices), (#"{"choices":[]}"#, .noChoices),
        (#"{"choices":{}}"#, .noChoices), (#"{"choices":[1]}"#, .noChoices),
        (#"{"choices":[{"index":0}]}"#, .noChoices), (#"{"choices":[{"text":"a"}"#, .cutShort),
        (#"{"error":{"message":"no"}}"#, .noChoices),
    ])
    func `an answer without choices is refused by its kind`(
        text: String, kind: EndpointError.BadAnswer
    ) {
        #expect(throws: kind) { try read(text) }
    }

    @Test func `choices come by their index, with reasoning, log probabilities and usage`() throws {
        let reply = try read(
            #"{"choices":[{"index":1,"message":{"content":null,"reasoning":"r"},"finish_reason":"length"},"#
                + #"{"index":0,"message":{"content":[{"type":"text","text":"a"},{"text":"b"}],"reasoning_content":""},"#
                + #""logprobs":{"content":[]}}],"usage":{"prompt_tokens":-4,"completion_tokens":9000000000000000000},"#
                + #""model":"m@main"}"#)
        #expect(reply.choices.map(\.text) == ["ab", ""])
        #expect(reply.choices.map(\.reasoning) == [nil, "r"])
        #expect(reply.choices.map(\.finish) == [nil, "length"])
        #expect(reply.choices[0].logprobs == ["content": []])
        #expect(reply.promptTokens == 0)
        #expect(reply.completionTokens == 10_000_000)
        #expect(reply.served == [JSON.Member("model", "m@main")])
    }

    @Test func `counts that no server can mean cost no more than can be summed`() {
        let price = Money(pico: 8_999_999_000_000_000_000)
        #expect(Money.cost(tokens: .max, perMillion: price) == .maximum)
        #expect(Money.maximum + Money.maximum == .maximum)
        #expect(Money.cost(tokens: -5, perMillion: price) == .zero)
    }

    @Test(arguments: ["", ".", "1.", ".5", "-1", "1e3", "1,5", "9000000", "0.0000000000001", "٣"])
    func `what is no plain amount of money is refused`(text: String) {
        #expect(Money(text: text) == nil)
    }

    @Test(arguments: [
        ("2", "2.00"), ("0.15", "0.15"), ("12.3456789", "12.345679"), ("0.000001", "0.000001"),
    ])
    func `an amount of money is read and printed`(text: String, printed: String) throws {
        #expect(try #require(Money(text: text)).description == printed)
    }
}

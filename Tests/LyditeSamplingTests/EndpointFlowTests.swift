import LyditeCore
import Testing

@testable import LyditeSampling

/// When one endpoint may be asked, told by a clock of the test's own.
struct EndpointFlowTests {
    private static func flow(
        concurrency: Int = 8, requests: Int? = nil, tokens: Int? = nil
    ) -> EndpointFlow {
        var endpoint = EndpointSettings()
        endpoint.concurrency = concurrency
        endpoint.requestsPerMinute = requests
        endpoint.tokensPerMinute = tokens
        endpoint.retryDelay = .seconds(1)
        return EndpointFlow(endpoint)
    }

    /// A flow to which one request was answered, so that its whole window is open.
    private static func proven(
        concurrency: Int = 8, requests: Int? = nil, tokens: Int? = nil
    ) -> EndpointFlow {
        var flow = flow(concurrency: concurrency, requests: requests, tokens: tokens)
        flow.started(tokens: 0)
        flow.succeeded(reserved: 0, used: 0)
        return flow
    }

    /// Starts as many requests as may be started.
    private static func fill(_ flow: inout EndpointFlow, now: Duration, tokens: Int = 1) -> Int {
        var count = 0
        while flow.mayStart(tokens: tokens, now: now), count < 10_000 {
            flow.started(tokens: tokens)
            count += 1
        }
        return count
    }

    /// The macro takes no call that changes its argument.
    private func expect(_ holds: Bool, _ what: String = "") { #expect(holds, "\(what)") }

    @Test func `until the first answer one request is sent at a time`() {
        var flow = Self.flow()
        expect(Self.fill(&flow, now: .zero) == 1)
        flow.succeeded(reserved: 1, used: 1)
        expect(Self.fill(&flow, now: .zero) == 8)
    }

    @Test func `too many requests shrink the window once a round, and answers widen it again`() {
        var flow = Self.proven()
        expect(Self.fill(&flow, now: .seconds(1)) == 8)
        for _ in 0..<2 {
            flow.failed(startedAt: .seconds(1), isOverload: true, pause: nil, now: .seconds(2))
        }
        #expect(Int(flow.window) == 5)
        for _ in 0..<6 { flow.succeeded(reserved: 1, used: 1) }
        expect(Self.fill(&flow, now: .seconds(3)) == 6)
        for _ in 0..<40 {
            flow.succeeded(reserved: 1, used: 1)
            flow.started(tokens: 1)
        }
        #expect(flow.window == 8)
    }

    @Test func `nothing is sent before the time that the server asked for`() {
        var flow = Self.proven()
        flow.started(tokens: 1)
        flow.failed(
            startedAt: .zero, isOverload: true, pause: .seconds(7), now: .seconds(1))
        let wait = flow.wait(tokens: 1, now: .seconds(2))
        #expect(wait == .seconds(6))
        expect(Self.fill(&flow, now: .seconds(7.9)) == 0)
        expect(Self.fill(&flow, now: .seconds(8)) > 0)
    }

    @Test func `failures of one round count once, and five rounds are the end`() {
        var flow = Self.proven()
        expect(Self.fill(&flow, now: .seconds(1)) == 8)
        for _ in 0..<8 {
            flow.failed(startedAt: .seconds(1), isOverload: false, pause: nil, now: .seconds(2))
        }
        #expect(flow.failures == 1 && !flow.isDead)
        var now: Duration = .seconds(2)
        for round in 2...5 {
            now += .seconds(20)
            expect(Self.fill(&flow, now: now) == (round == 2 ? 8 : 1), "round \(round)")
            while flow.inFlight > 0 {
                flow.failed(startedAt: now, isOverload: false, pause: nil, now: now + .seconds(1))
            }
            now += .seconds(1)
            #expect(flow.failures == round)
        }
        #expect(flow.isDead)
        expect(Self.fill(&flow, now: now + .seconds(29)) == 0)
        expect(Self.fill(&flow, now: now + .seconds(30)) == 1)
    }

    @Test func `a success between failures begins the count anew`() {
        var flow = Self.proven()
        for round in 1...20 {
            let now: Duration = .seconds(round * 30)
            flow.started(tokens: 1)
            flow.failed(startedAt: now, isOverload: false, pause: nil, now: now + .seconds(1))
            flow.started(tokens: 1)
            flow.succeeded(reserved: 1, used: 1)
        }
        #expect(flow.failures == 0)
    }

    @Test func `requests and tokens a minute are kept to`() {
        var requests = Self.proven(concurrency: 1000, requests: 120)
        var sent = 0
        for second in 0..<60 {
            sent += Self.fill(&requests, now: .seconds(second))
            while requests.inFlight > 0 { requests.succeeded(reserved: 1, used: 1) }
        }
        #expect(sent >= 118 && sent <= 122, "\(sent)")
        var tokens = Self.proven(concurrency: 1000, tokens: 6000)
        var used = 0
        for second in 0..<60 {
            let count = Self.fill(&tokens, now: .seconds(second), tokens: 500)
            used += 300 * count
            // What was set aside and not used comes back.
            for _ in 0..<count { tokens.succeeded(reserved: 500, used: 300) }
        }
        #expect(used >= 5400 && used <= 6300, "\(used)")
    }

    @Test func `waits double up to eight seconds, with a quarter left to chance`() {
        let flow = Self.flow()
        #expect(flow.delay(attempt: 1, jitter: 1) == .seconds(1))
        #expect(flow.delay(attempt: 1, jitter: 0) == .seconds(0.75))
        #expect(flow.delay(attempt: 3, jitter: 1) == .seconds(4))
        #expect(flow.delay(attempt: 60, jitter: 1) == .seconds(8))
    }
}

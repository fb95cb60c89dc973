/// How many requests one endpoint may get, and when: pure, told the time by its caller.
///
/// The number under way rises by one for each full round of answers and falls by three tenths at most once a round when
/// the server says that it is too many. Failures without any success between them are counted by rounds: a request that
/// began before the last counted failure says nothing new. After two of them one request at a time is sent, and after
/// ``deadlyFailures`` the endpoint counts as dead.
///
/// - Source: Chiu and Jain, "Analysis of the increase and decrease algorithms for congestion avoidance", 1989.
struct EndpointFlow: Sendable {
    /// Failures in a row after which an endpoint is dead.
    static let deadlyFailures = 5
    /// Failures in a row after which one request at a time is sent.
    private static let probingFailures = 2
    /// How long a dead endpoint rests where another one serves its models.
    private static let rest: Duration = .seconds(30)
    private static let longestDelay: Duration = .seconds(8)

    private let concurrency: Double
    private let retryDelay: Duration
    private var requests: TokenBucket?
    private var tokens: TokenBucket?
    private(set) var window: Double
    private(set) var inFlight = 0
    private(set) var failures = 0
    private var countedAt: Duration = .zero
    private var decreasedAt: Duration = .zero
    private var pausedUntil: Duration = .zero
    /// Whether anything was answered yet. A wrong key or name is told by one request, not by a whole window of them.
    private var isProven = false

    init(_ endpoint: EndpointSettings) {
        concurrency = Double(endpoint.concurrency)
        window = concurrency
        retryDelay = endpoint.retryDelay
        requests = endpoint.requestsPerMinute.map { TokenBucket(perMinute: $0) }
        tokens = endpoint.tokensPerMinute.map { TokenBucket(perMinute: $0) }
    }

    /// The share of its places that is taken; the endpoint with the lowest gets the next request.
    var load: Double { Double(inFlight) / max(1, window) }

    var isDead: Bool { failures >= Self.deadlyFailures }

    mutating func mayStart(tokens count: Int, now: Duration) -> Bool {
        guard now >= pausedUntil, inFlight < Int(window) else { return false }
        if isProbing {
            guard inFlight == 0, failures == 0 || now >= countedAt + probeDelay else {
                return false
            }
        }
        return requests?.has(1, now: now) ?? true && tokens?.has(count, now: now) ?? true
    }

    /// What is left of the time that the server asked to wait.
    func pause(now: Duration) -> Duration { max(.zero, pausedUntil - now) }

    /// How long until ``mayStart(tokens:now:)`` can become true without an answer coming first.
    mutating func wait(tokens count: Int, now: Duration) -> Duration {
        var wait = max(.zero, pausedUntil - now)
        if isProbing, failures > 0 { wait = max(wait, countedAt + probeDelay - now) }
        if let due = requests?.wait(for: 1, now: now) { wait = max(wait, due) }
        if let due = tokens?.wait(for: count, now: now) { wait = max(wait, due) }
        return wait
    }

    mutating func started(tokens count: Int) {
        inFlight += 1
        requests?.take(1)
        tokens?.take(count)
    }

    mutating func succeeded(reserved: Int, used: Int) {
        inFlight -= 1
        tokens?.give(reserved - used)
        failures = 0
        isProven = true
        window = min(concurrency, window + 1 / window)
    }

    /// - Parameters:
    ///   - isOverload: Whether it says that fewer requests would be better.
    ///   - pause: How long the server asked to wait.
    mutating func failed(startedAt: Duration, isOverload: Bool, pause: Duration?, now: Duration) {
        inFlight -= 1
        if startedAt >= countedAt {
            failures += 1
            countedAt = now
        }
        if isOverload, startedAt >= decreasedAt {
            window = max(1, window * 0.7)
            decreasedAt = now
        }
        if let pause { pausedUntil = max(pausedUntil, now + pause) }
    }

    /// A request that was taken back tells nothing of the endpoint.
    mutating func abandoned() { inFlight -= 1 }

    /// The wait before a request is sent again.
    ///
    /// - Parameters:
    ///   - attempt: How often it was sent, from 1.
    ///   - jitter: From 0 to 1, so that requests that failed together do not come back together.
    func delay(attempt: Int, jitter: Double) -> Duration {
        Self.doubled(retryDelay, attempt - 1) * (0.75 + jitter / 4)
    }

    /// Whether one request at a time is sent.
    private var isProbing: Bool { !isProven || failures >= Self.probingFailures }

    private var probeDelay: Duration {
        isDead ? Self.rest : Self.doubled(retryDelay, failures - 1)
    }

    private static func doubled(_ delay: Duration, _ times: Int) -> Duration {
        min(longestDelay, delay * (1 << min(times, 16)))
    }
}

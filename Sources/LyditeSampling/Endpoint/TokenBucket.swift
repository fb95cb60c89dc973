/// A rate limit: so much a minute, with at most one second's worth saved up.
struct TokenBucket: Sendable {
    private let perSecond: Double
    private let capacity: Double
    private var level: Double
    private var filledAt: Duration = .zero

    init(perMinute: Int) {
        perSecond = Double(perMinute) / 60
        capacity = max(1, perSecond)
        level = capacity
    }

    /// Whether `amount` may be taken: it is there, or it is more than will ever be and the bucket is full.
    mutating func has(_ amount: Int, now: Duration) -> Bool {
        fill(now)
        return level >= min(Double(amount), capacity)
    }

    /// Takes `amount`, below zero where need be: what comes next waits for it.
    mutating func take(_ amount: Int) { level -= Double(amount) }

    /// Gives back what was taken and not used.
    mutating func give(_ amount: Int) { level = min(capacity, level + Double(amount)) }

    /// How long until ``has(_:now:)`` holds.
    mutating func wait(for amount: Int, now: Duration) -> Duration {
        fill(now)
        let missing = min(Double(amount), capacity) - level
        return missing <= 0 ? .zero : .seconds(missing / perSecond)
    }

    private mutating func fill(_ now: Duration) {
        guard now > filledAt else { return }
        level = min(capacity, level + (now - filledAt).inSeconds * perSecond)
        filledAt = now
    }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}

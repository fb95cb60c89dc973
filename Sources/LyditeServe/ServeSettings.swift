/// What a server takes in, and how long anything may last. Every bound has its reason beside it.
package struct ServeSettings: Sendable {
    /// Only programs of this machine reach the default.
    package var host = "127.0.0.1"
    /// 0 lets the system choose one.
    package var port = 8080
    /// What a request must bring along; needed for any address beyond this machine.
    package var token: String?
    /// Programs that run at once.
    package var jobs = 2
    package var isStrictExtraction = false
    /// A request with more is answered 413. A batch of 10,000 answers takes about 1 MiB.
    package var maximumBodyBytes = 16 << 20
    /// A row costs up to a minute of a worker; a request with more of them is answered 413.
    package var maximumRows = 10_000
    /// Requests under way; native ones beyond are answered 429, others wait.
    package var maximumRequests = 256
    /// How long a request of a compatible route waits for its turn before it is answered 504: verl's client
    /// gives up ten seconds after the limits that it asked for.
    package var queueTime: Duration = .seconds(8)
    /// The reward of what could not be decided; nil leaves it to the route.
    package var undecidedReward: UndecidedReward?
    /// Sockets open at once; one that does nothing costs a few KiB.
    package var connections = 12_000
    /// A connection may be kept for so long without a byte.
    package var idleTime: Duration = .seconds(120)
    /// A request must have come whole, and its answer have been taken, in so long, however slow the client is.
    package var transferTime: Duration = .seconds(60)
    /// What is under way has so long to end when the server is told to.
    package var drainTime: Duration = .seconds(30)
    /// Bytes of bodies and answers from which on no further body is taken.
    package var heldBytes = 256 << 20

    package init() {}
}

internal import Glibc
internal import LyditeCore
internal import LyditeFiles
internal import LyditeSampling

/// Serves a checkpoint for as long as something asks it, where the configuration names a server.
struct PolicyServer {
    let plan: LoopPlan
    let settings: LoopSettings
    let round: RoundFolder
    let checkpoint: String

    /// - Returns: What the work gave, and the seconds until the server answered.
    func during<Result>(
        _ work: () async throws -> Result
    ) async throws -> (result: Result, start: Double) {
        guard let command = plan.sampling.server else { return (try await work(), 0) }
        let began = ContinuousClock.now
        let log = "\(round.logs)/server-\(checkpoint == round.model ? "after" : "before").log"
        let words = command.filled([
            "model": checkpoint, "round": "\(round.number)",
            "seed": "\(plan.seed(of: round.number))",
        ])
        let server = try RunningCommand(
            words, seconds: command.seconds, log: log, mark: round.server,
            isStopping: settings.isStopping)
        do {
            try await waitUntilReady(server, log: log)
            let start = (ContinuousClock.now - began).seconds
            let result = try await work()
            await server.stop()
            return (result, start)
        } catch {
            await server.stop()
            throw error
        }
    }

    private func waitUntilReady(_ server: RunningCommand, log: String) async throws {
        let url = plan.sampling.models.endpoints.first?.url ?? ""
        guard let (host, port) = Self.address(of: url) else { return }
        let began = ContinuousClock.now
        while (ContinuousClock.now - began).seconds < Double(plan.sampling.readySeconds) {
            if settings.isStopping() { throw LoopError.stopped }
            if let ending = server.ending {
                throw LoopError.failed(
                    command: server.name, ending: ending.text, log: log, tail: server.lastLine)
            }
            if Self.answers(host, port) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw LoopError.notReady(url: url, seconds: plan.sampling.readySeconds, log: log)
    }

    /// The host and port of an address; nil for one without a port, which is somebody else's server.
    static func address(of url: String) -> (host: String, port: String)? {
        guard let scheme = url.utf8Range(of: "://") else { return nil }
        let place = url[scheme.upperBound...].prefix { $0 != "/" }
        guard let colon = place.lastIndex(of: ":") else { return nil }
        let port = place[place.index(after: colon)...]
        guard UInt16(port) != nil else { return nil }
        return (String(place[..<colon]), String(port))
    }

    private static func answers(_ host: String, _ port: String) -> Bool {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let plain = host.filter { $0 != "[" && $0 != "]" }
        guard getaddrinfo(plain, port, &hints, &found) == 0, let found else { return false }
        defer { freeaddrinfo(found) }
        var next: UnsafeMutablePointer<addrinfo>? = found
        while let one = next {
            let socket = socket(
                one.pointee.ai_family, one.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
            defer { close(socket) }
            if socket >= 0, connect(socket, one.pointee.ai_addr, one.pointee.ai_addrlen) == 0 {
                return true
            }
            next = one.pointee.ai_next
        }
        return false
    }
}

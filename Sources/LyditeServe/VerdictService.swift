internal import LyditeCore
internal import LyditeEngine
internal import LyditeSandbox
internal import LyditeVerify
internal import Synchronization

/// Judges rows and runs programs for all routes, with the workers that `lydite verify` has.
final class VerdictService: Sendable {
    /// Rows that a worker takes at once: few, so that a short list is shared out, many, so that handing out
    /// costs little beside short answers.
    private static let chunkRows = 1...64
    /// A list lets others in after this: its rows may be slow, and all requests share few threads.
    private static let turn: Duration = .milliseconds(2)

    let settings: ServeSettings
    private let home: String?
    private let pool: SandboxPool
    /// Places for requests; those of compatible routes wait for one.
    let requests: Gate
    /// Places for programs, in the order in which they came.
    let programs: Gate
    private let profiles = Mutex<[String: Profile]>([:])

    init(settings: ServeSettings, home: String?, isolation: IsolationChoice) {
        self.settings = settings
        self.home = home
        pool = SandboxPool(home: home, isolation: isolation, slots: settings.jobs)
        requests = Gate(places: settings.maximumRequests)
        programs = Gate(places: settings.jobs)
    }

    func shutDown() async { await pool.shutDown() }

    /// How far programs are separated here.
    ///
    /// - Throws: `unavailable` with the doctor's sentence where they cannot be run.
    func isolation() async throws(RequestFailure) -> Isolation {
        do {
            return try await pool.isolation()
        } catch {
            throw Self.failure(error)
        }
    }

    /// Languages that have a profile.
    var languages: [String] { home.map { Profile.languages(home: $0) } ?? [] }

    func verifier(
        isStrict: Bool, allCases: Bool = false, measures: Bool = false,
        before deadline: ContinuousClock.Instant? = nil
    ) -> RowVerifier {
        RowVerifier(isStrict: isStrict, allCases: allCases, measures: measures) { [self] in
            try $0.requireServed()
            return try await judge($0, program: $1, allCases: $2, before: deadline)
        }
    }

    /// Judges one program when its turn has come.
    func judge(
        _ check: Check, program: String, allCases: Bool = false,
        before deadline: ContinuousClock.Instant? = nil
    ) async throws(RequestFailure) -> Judgement {
        let verifier: CodeVerifier
        do {
            verifier = try await pool.verifier()
        } catch {
            throw Self.failure(error)
        }
        try await enter(programs, before: deadline)
        defer { programs.leave() }
        let judgement = await verifier.judge(
            check.bounded, program: program, allCases: allCases)
        // What a stopped run is judged is nobody's verdict.
        guard !Task.isCancelled else { throw .cancelled }
        return judgement
    }

    /// Judges rows in any order and gives the results in theirs.
    ///
    /// - Parameter rows: Places in `bytes`, one for each row.
    func verify(
        _ rows: [Range<Int>], of bytes: [UInt8], by verifier: RowVerifier
    ) async throws(RequestFailure) -> [RowVerifier.Output] {
        let size = min(
            max(rows.count / (4 * settings.jobs), Self.chunkRows.lowerBound),
            Self.chunkRows.upperBound)
        let chunks = stride(from: 0, to: rows.count, by: size).map { first in
            first..<min(first + size, rows.count)
        }
        do {
            if chunks.count == 1 {
                return try await Self.verify(chunks[0], rows, bytes, verifier)
            }
            return try await withThrowingTaskGroup(of: (Int, [RowVerifier.Output]).self) { group in
                var results = [[RowVerifier.Output]](repeating: [], count: chunks.count)
                var next = 0
                func add() {
                    guard next < chunks.count else { return }
                    let number = next
                    next += 1
                    group.addTask {
                        (number, try await Self.verify(chunks[number], rows, bytes, verifier))
                    }
                }
                for _ in 0..<settings.jobs { add() }
                while let (number, outputs) = try await group.next() {
                    results[number] = outputs
                    add()
                }
                return results.flatMap { $0 }
            }
        } catch {
            throw Self.failure(error)
        }
    }

    private static func verify(
        _ chunk: Range<Int>, _ rows: [Range<Int>], _ bytes: [UInt8], _ verifier: RowVerifier
    ) async throws -> [RowVerifier.Output] {
        var outputs: [RowVerifier.Output] = []
        outputs.reserveCapacity(chunk.count)
        var began = ContinuousClock.now
        for number in chunk {
            guard !Task.isCancelled else { throw RequestFailure.cancelled }
            if .now - began > turn {
                await Task.yield()
                began = .now
            }
            outputs.append(
                try await verifier.verify(Array(bytes[rows[number]]), number: number + 1))
        }
        return outputs
    }

    /// Runs one program when its turn has come.
    func run(
        _ program: ProgramRequest, before deadline: ContinuousClock.Instant? = nil
    ) async throws(RequestFailure) -> Run {
        let profile = try profile(of: program.language)
        var command = Command.program(
            source: program.source, profile: profile, input: program.input,
            arguments: program.arguments)
        command.files += program.files
        command.leftFiles = program.left
        let sandbox: KeeperSandbox
        do {
            sandbox = try await pool.sandbox()
        } catch {
            throw Self.failure(error)
        }
        try await enter(programs, before: deadline)
        defer { programs.leave() }
        do {
            return try await sandbox.run(command, limits: program.limits)
        } catch {
            throw Self.failure(error)
        }
    }

    /// Runs one program when its turn has come, for routes that have no word for a sandbox that failed on the way.
    func finishedRun(
        _ program: ProgramRequest, before deadline: ContinuousClock.Instant?
    ) async throws(RequestFailure) -> Run {
        let run = try await run(program, before: deadline)
        guard run.ending != .sandboxError else {
            throw .unavailable("the sandbox failed in the middle of the run; try again")
        }
        return run
    }

    /// Waits for a place.
    func enter(
        _ gate: Gate, before deadline: ContinuousClock.Instant?
    ) async throws(RequestFailure) {
        switch await gate.enter(before: deadline) {
        case .entered: break
        case .overdue: throw .overdue
        case .cancelled: throw .cancelled
        }
        guard Task.isCancelled else { return }
        gate.leave()
        throw .cancelled
    }

    private func profile(of language: String) throws(RequestFailure) -> Profile {
        guard let home else { throw .unavailable(EngineError.noHome.description) }
        if let known = profiles.withLock({ $0[language] }) { return known }
        do {
            let profile = try Profile.load(language: language, home: home)
            profiles.withLock { $0[language] = profile }
            return profile
        } catch .profileNotFound(_, let known) {
            throw .wrongType(
                field: "language", expected: "one of " + known.joined(separator: ", "))
        } catch {
            throw .unavailable(error.description)
        }
    }

    /// Errors of the layers below, in the words of a request.
    private static func failure(_ error: any Error) -> RequestFailure {
        switch error {
        case let error as RequestFailure: error
        case SandboxError.cancelled, is CancellationError: .cancelled
        case SandboxError.shutDown: .draining
        case SandboxError.fileName(let name): .wrongType(field: "files", expected: fileHint(name))
        case let error as SandboxError: .unavailable(error.description)
        case let error as EngineError: .unavailable(error.description)
        default: .unavailable("\(error)")
        }
    }

    private static func fileHint(_ name: String) -> String {
        "a name without folders in place of \"\(name.prefix(40))\""
    }
}

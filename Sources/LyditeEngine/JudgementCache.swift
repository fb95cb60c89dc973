internal import LyditeCore
internal import LyditeFiles
internal import LyditeSandbox
internal import LyditeStore
internal import Synchronization

/// What was found out about programs before, by this verifier on this machine.
///
/// A judgement is taken for another's where everything that it depends on is equal: the program, the check with its cases and limits, the
/// level of isolation, the verifier, its files and the language's tool. What is undecided is never kept. A cache that fails
/// is left alone from then on: it only saves time.
final class JudgementCache: Sendable {
    static let fileName = "verdicts.sqlite"

    /// The file, and what names the verifier and its files.
    private typealias Opened = (cache: VerdictCache, stamp: String)

    private enum State {
        case closed
        case open(Opened)
        /// There is no folder for it, none that can be written, or the file failed.
        case unusable
    }

    private let folder: String?
    private let home: String
    private let state = Mutex(State.closed)
    private let tools = Mutex([String: String]())

    /// Nothing is opened before the first program is judged: a run of math alone needs no cache.
    init(folder: String?, home: String) {
        self.folder = folder
        self.home = home
    }

    private func opened() -> Opened? {
        state.withLock { state in
            if case .closed = state {
                state = Self.open(folder: folder, home: home).map { .open($0) } ?? .unusable
            }
            guard case .open(let opened) = state else { return nil }
            return opened
        }
    }

    private static func open(folder: String?, home: String) -> Opened? {
        guard let folder, (try? FileBytes.makeFolder(folder)) != nil,
            let cache = try? VerdictCache(path: folder + "/" + fileName),
            let files = try? FileStamp.lines(below: home + "/Sandboxes"),
            let program = FileStamp(of: "/proc/self/exe")
        else { return nil }
        return (cache, ([Version.verifier, "\(program)"] + files).joined(separator: "\n"))
    }

    func judgement(_ key: Digest, program: String) async -> (Judgement, Isolation.Level)? {
        guard let cache = opened()?.cache else { return nil }
        do throws(StoreError) {
            return try await cache.value(key).flatMap { Self.read($0, program: program) }
        } catch {
            state.withLock { $0 = .unusable }
            return nil
        }
    }

    func keep(_ judgement: Judgement, at level: Isolation.Level, _ key: Digest) async {
        guard judgement.verdict.isDecided, let cache = opened()?.cache else { return }
        do throws(StoreError) {
            try await cache.set(key, Self.text(of: judgement, level))
        } catch {
            state.withLock { $0 = .unusable }
        }
    }

    func flush() async {
        guard case .open(let opened) = state.withLock({ $0 }) else { return }
        // What could not be written will be found out again.
        try? await opened.cache.flush()
    }

    /// Nil where nothing is kept.
    func key(_ check: Check, program: String, level: Isolation.Level) -> Digest? {
        guard let stamp = opened()?.stamp else { return nil }
        return Digest(
            of: .object([
                .init("check", .object(check.members)), .init("program", .string(program)),
                .init("isolation", .string(level.rawValue)), .init("stamp", .string(stamp)),
                .init("tool", .string(tool(of: check.language ?? "python"))),
            ]))
    }

    private func tool(of language: String) -> String {
        if let known = tools.withLock({ $0[language] }) { return known }
        let path = try? Profile.load(language: language, home: home).tool
        let text = path.map { "\($0) \(FileStamp(of: $0).map { "\($0)" } ?? "")" } ?? ""
        tools.withLock { $0[language] = text }
        return text
    }

    private static func text(of judgement: Judgement, _ level: Isolation.Level) -> String {
        let json: JSON = [
            "verdict": .string(judgement.verdict.code),
            "detail": judgement.detail.map { .string($0) } ?? .null,
            "evidence": judgement.evidence, "isolation": .string(level.rawValue),
        ]
        return json.text
    }

    private static func read(_ text: String, program: String) -> (Judgement, Isolation.Level)? {
        guard let json = try? JSONParser.parse(text),
            let verdict = json["verdict"]?.stringValue.flatMap({ Verdict(code: $0) }),
            verdict.isDecided,
            let level = json["isolation"]?.stringValue.flatMap({ Isolation.Level(rawValue: $0) }),
            let evidence = json["evidence"]
        else { return nil }
        return (
            Judgement(
                verdict: verdict, detail: json["detail"]?.stringValue, candidate: program,
                evidence: evidence), level
        )
    }
}

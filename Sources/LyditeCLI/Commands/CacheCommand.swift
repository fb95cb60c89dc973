internal import Glibc
internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeStore

enum CacheCommand {
    static let spec = CommandSpec(
        name: "cache", arguments: "stat|prune",
        summary: "what is kept of verdicts between runs",
        description: """
            stat    how much is kept, and where
            prune   forget verdicts that no run has used for some days

            A run asks the cache before it runs a program. An entry counts where program, cases, limits, isolation,
            verifier and tools are the same; nothing undecided is kept. It can be deleted at any time.
            The folder is LYDITE_CACHE, or lydite in XDG_CACHE_HOME or ~/.cache; an empty LYDITE_CACHE is no cache.
            """,
        flags: [
            Flag("--days", "N", "prune: unused for so long (default: 30; 0 forgets all)"),
            Flag("--json", "print one JSON object"),
        ],
        positionals: 1...1, run: run)

    private enum Verb: String, CaseIterable {
        case stat
        case prune
    }

    private static func run(_ arguments: Arguments) async throws -> ExitCode {
        guard let verb = Verb(rawValue: arguments.positionals[0]) else {
            throw UsageError.badValue(
                option: "cache", value: arguments.positionals[0], expected: "stat or prune")
        }
        if verb == .stat, arguments.has("--days") {
            throw UsageError.needs(option: "--days", other: "prune")
        }
        let days = try arguments.integer("--days", in: 0...36_500) ?? 30
        guard let folder = CacheFolder.path() else {
            try Terminal.print(arguments.has("--json") ? "{\"path\":null}" : "there is no cache")
            return .success
        }
        let cache = try CacheReport(folder: folder)
        let removed = verb == .prune ? try await cache.prune(days: days) : nil
        let held = try await cache.statistics()
        if arguments.has("--json") {
            let json: JSON = .record([
                "path": .string(cache.path), "entries": .integer(Int64(held.entries)),
                "bytes": .integer(Int64(held.bytes)),
                "removed": removed.map { .integer(Int64($0)) },
            ])
            try Terminal.print(json.text)
            return .success
        }
        var rows = [
            ("cache", cache.path),
            ("verdicts", "\(Table.grouped(held.entries)), \(Table.grouped(held.bytes / 1024)) KiB"),
        ]
        if let oldest = held.oldestUse {
            rows.append(("oldest use", "\(Table.duration(max(0, time(nil) - oldest))) ago"))
        }
        if let removed { rows.append(("removed", Table.grouped(removed))) }
        try Terminal.print(Table.text(rows))
        return .success
    }
}

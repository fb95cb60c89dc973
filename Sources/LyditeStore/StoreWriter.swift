package import LyditeCore
internal import Glibc

/// The one writer of a run's store: commits in batches, and what is committed survives kill -9.
///
/// A write that finds its row there already changes nothing, so doing work twice is a no-op.
///
/// - Complexity: one transaction for ``batchRows`` rows or ``batchSeconds`` seconds, whichever comes first.
package actor StoreWriter {
    /// Larger batches gain nothing measurable; smaller ones pay for the commit.
    private static let batchRows = 500
    /// What a crash may cost at most, when rows come slowly.
    private static let batchSeconds: Int = 2
    /// Why no variant came of a place whose problem stands at another.
    package static let duplicateReason = "duplicate problem"

    private let executor = ThreadExecutor()
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    package nonisolated let path: String
    /// Whether the store held nothing when it was opened; then no place of the run needs to be asked for.
    package nonisolated let isFresh: Bool
    private let connection: Connection
    private let statements: WriterStatements
    private var pending = 0
    private var began = 0
    /// What ended this writer's work. Rows that others hold the numbers of may be undone by then, so that nothing more
    /// can be stored: a later row would stand with another variant.
    private var failure: StoreError?
    /// Those that wait for the next commit.
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init(path: String) throws(StoreError) {
        self.path = path
        connection = try Connection(path, mode: .readWrite)
        try connection.execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            PRAGMA foreign_keys = OFF;
            PRAGMA cache_size = -16000;
            PRAGMA wal_autocheckpoint = 2000;
            """)
        try Schema.migrate(connection)
        statements = try WriterStatements(connection)
        isFresh = try connection.integer("SELECT NOT EXISTS (SELECT 1 FROM variant)") == 1
    }

    // MARK: The run's own facts

    package func fact(_ key: String) throws(StoreError) -> String? {
        let statement = try connection.prepare("SELECT value FROM meta WHERE key = ?1")
        statement.bind(1, key)
        return try statement.step() ? statement.text(0) : nil
    }

    /// Stores a fact at once, with everything before it.
    package func setFact(_ key: String, _ value: String?) throws(StoreError) {
        try put(key, value)
        try commit()
    }

    private func put(_ key: String, _ value: String?) throws(StoreError) {
        let sql =
            value == nil
            ? "DELETE FROM meta WHERE key = ?1" : "INSERT OR REPLACE INTO meta VALUES (?1, ?2)"
        let statement = try connection.prepare(sql)
        statement.bind(1, key)
        if let value { statement.bind(2, value) }
        try statement.run()
    }

    /// Makes the store that of a longer run, in one transaction: every variant waits for `begin` to give it its place in
    /// that run.
    package func reopen(configuration: String) throws(StoreError) {
        try guarded { () throws(StoreError) in
            try batch()
            try connection.execute(
                """
                UPDATE variant SET ordinal = -id, is_finished = 0;
                DELETE FROM refusal;
                DELETE FROM meta WHERE key IN ('finished', 'whole');
                """)
            try put("configuration", configuration)
        }
        try commit()
    }

    /// Whether variants of a shorter run still wait for their places.
    package func isReopened() throws(StoreError) -> Bool {
        try guarded { () throws(StoreError) in
            try connection.integer("SELECT EXISTS (SELECT 1 FROM variant WHERE ordinal < 0)") == 1
        }
    }

    // MARK: Rows

    /// What ``begin(_:ordinal:rollouts:)`` found.
    package enum Opening: Sendable {
        /// The variant's row, and the rollouts that are done: what each can be in a pair, by its number.
        case open(row: Int64, done: [Int: PairRole])
        /// The same problem stands at another place of the run.
        case duplicate(of: Int)
    }

    /// Stores a variant, or finds it and what was done of it.
    package func begin(
        _ variant: Variant, ordinal: Int, rollouts: Int
    ) throws(StoreError) -> Opening {
        try guarded { () throws(StoreError) in try opened(variant, ordinal, rollouts) }
    }

    private func opened(
        _ variant: Variant, _ ordinal: Int, _ rollouts: Int
    ) throws(StoreError) -> Opening {
        try batch()
        let insert = statements.insertVariant
        insert.bind(variant, ordinal: ordinal, rollouts: rollouts)
        try insert.run()
        if connection.changes == 1 {
            try added()
            return .open(row: connection.lastInsertedID, done: [:])
        }
        let find = statements.findVariant
        find.bind(1, variant.digest)
        defer { find.reset() }
        guard try find.step() else {
            // The place is taken by another problem: the input changed since the run began.
            throw .sqlite(
                path: path, sql: "INSERT INTO variant", code: 19,
                message: "place \(ordinal) is taken")
        }
        let row = find.integer(0)
        let place = Int(find.integer(1))
        guard place >= 0 else {
            statements.placeVariant.bind(1, row)
            statements.placeVariant.bind(2, ordinal)
            statements.placeVariant.bind(3, rollouts)
            try statements.placeVariant.run()
            try added()
            return .open(row: row, done: try done(row))
        }
        guard place <= ordinal else {
            try move(row, named: variant.problem.id, from: place, to: ordinal)
            return .open(row: row, done: try done(row))
        }
        return place == ordinal ? .open(row: row, done: try done(row)) : .duplicate(of: place)
    }

    /// The first place of a problem is its own, whichever worker comes first: the order of the exports follows it.
    private func move(
        _ row: Int64, named name: String, from place: Int, to ordinal: Int
    ) throws(StoreError) {
        statements.moveVariant.bind(1, row)
        statements.moveVariant.bind(2, ordinal)
        try statements.moveVariant.run()
        try refuse(ordinal: place, name: name, reason: Self.duplicateReason)
    }

    private func done(_ row: Int64) throws(StoreError) -> [Int: PairRole] {
        let numbers = statements.findRollouts
        numbers.bind(1, row)
        defer { numbers.reset() }
        var done: [Int: PairRole] = [:]
        while try numbers.step() {
            done[Int(numbers.integer(0))] = PairRole(
                verdict: try numbers.verdict(1), hasCandidate: numbers.integer(2) != 0,
                isReasoned: numbers.integer(3) != 0)
        }
        return done
    }

    /// The places of the run at which nothing is left to do: all rollouts have traces, or no variant came of it.
    package func finishedPlaces() throws(StoreError) -> Set<Int> {
        try guarded { () throws(StoreError) in
            let find = try connection.prepare(
                """
                SELECT ordinal FROM variant WHERE is_finished = 1 AND ordinal >= 0
                UNION ALL SELECT ordinal FROM refusal
                """)
            var places: Set<Int> = []
            while try find.step() { places.insert(Int(find.integer(0))) }
            return places
        }
    }

    /// Stores that a variant has the traces of all the rollouts that it gets.
    package func finish(variant row: Int64, rollouts: Int) throws(StoreError) {
        try guarded { () throws(StoreError) in
            try batch()
            statements.finishVariant.bind(1, row)
            statements.finishVariant.bind(2, rollouts)
            try statements.finishVariant.run()
            try added()
        }
    }

    /// Stores finished traces of one variant.
    package func add(_ traces: [Trace], variant row: Int64) throws(StoreError) {
        try guarded { () throws(StoreError) in
            let now = time(nil)
            for trace in traces { try add(trace, row, now) }
        }
    }

    private func add(_ trace: Trace, _ row: Int64, _ now: Int) throws(StoreError) {
        try batch()
        let rollout = statements.insertRollout
        rollout.bind(trace.rollout, variant: row)
        try rollout.run()
        let isNew = connection.changes == 1
        guard let id = isNew ? connection.lastInsertedID : try unjudged(trace.rollout) else {
            return
        }
        try insert(trace, rollout: id, now)
        try added()
    }

    private func insert(_ trace: Trace, rollout id: Int64, _ now: Int) throws(StoreError) {
        statements.insertTrace.bind(trace, rollout: id, now: now)
        try statements.insertTrace.run()
        for (number, run) in trace.judgement.runs.enumerated() {
            statements.insertRun.bind(run, trace: id, number: number)
            try statements.insertRun.run()
        }
    }

    /// Puts other judgements in the place of those of stored traces, given by their rows.
    package func rejudge(
        _ traces: [(row: Int64, trace: Trace, isChanged: Bool)]
    ) throws(StoreError) {
        try guarded { () throws(StoreError) in
            let now = time(nil)
            for (row, trace, isChanged) in traces {
                try batch()
                // A mark tells whether the old label was right.
                if isChanged { try connection.execute("DELETE FROM mark WHERE trace = \(row)") }
                for statement in [statements.deleteRuns, statements.deleteTrace] {
                    statement.bind(1, row)
                    try statement.run()
                }
                try insert(trace, rollout: row, now)
                try added()
            }
        }
    }

    /// Stores what was paid for, before it is judged; once this returns, it survives the death of the process.
    ///
    /// Callers that come together share a commit.
    package func keep(
        _ rollouts: [Rollout], usage: Usage?, variant row: Int64
    ) async throws(StoreError) {
        try guarded { () throws(StoreError) in
            try batch()
            for rollout in rollouts {
                statements.insertRollout.bind(rollout, variant: row)
                try statements.insertRollout.run()
                pending += 1
            }
            guard let usage else { return }
            statements.insertRequest.bind(usage, variant: row)
            try statements.insertRequest.run()
        }
        await withCheckedContinuation { continuation in
            waiting.append(continuation)
            // Runs after the calls that wait for this actor already: they are in the same batch.
            if waiting.count == 1 { Task { self.commitWaiting() } }
        }
        if let failure { throw failure }
    }

    private func commitWaiting() {
        // A failure is remembered, and every waiting call throws it.
        try? commit()
        let done = waiting
        waiting = []
        for continuation in done { continuation.resume() }
    }

    /// The stored rollouts of a variant that have no trace yet, in the order of their numbers.
    package func kept(of variant: Digest, row: Int64) throws(StoreError) -> [Rollout] {
        try guarded { () throws(StoreError) in
            let find = statements.findKept
            find.bind(1, row)
            defer { find.reset() }
            var rollouts: [Rollout] = []
            while try find.step() {
                rollouts.append(
                    Rollout(
                        variant: variant, index: Int(find.integer(0)), text: find.text(1),
                        sampler: find.text(2), model: find.text(3),
                        sampling: (try? JSONParser.parse(find.text(4))) ?? .null,
                        response: Rollout.Response(
                            finish: find.optionalText(5), reasoning: find.optionalText(6),
                            details: find.optionalText(7).flatMap {
                                try? JSONParser.parse($0)
                            } ?? .null)))
            }
            return rollouts
        }
    }

    /// Money spent, and rollouts stored, by all calls so far.
    package func spending() throws(StoreError) -> (cost: Money, rollouts: Int) {
        try guarded { () throws(StoreError) in
            (
                Money(
                    pico: try connection.integer(
                        "SELECT CAST(min(total(cost), 9e18) AS INTEGER) FROM request")),
                Int(try connection.integer("SELECT count(*) FROM rollout"))
            )
        }
    }

    /// The row of a stored rollout that has no trace, such as one whose run failed before; nil where it has one.
    private func unjudged(_ rollout: Rollout) throws(StoreError) -> Int64? {
        let find = statements.findUnjudged
        find.bind(1, rollout.digest)
        defer { find.reset() }
        return try find.step() ? find.integer(0) : nil
    }

    /// Forgets the verdicts that only say that the sandbox failed, so that their rollouts are judged again.
    package func forgetSandboxErrors() throws(StoreError) {
        try guarded { () throws(StoreError) in
            try batch()
            let failed = "SELECT rollout FROM trace WHERE verdict = 'undecided:sandbox-error'"
            try connection.execute(
                """
                UPDATE variant SET is_finished = 0
                WHERE id IN (SELECT variant FROM rollout WHERE id IN (\(failed)))
                """)
            try connection.execute("DELETE FROM run WHERE trace IN (\(failed))")
            try connection.execute("DELETE FROM trace WHERE rollout IN (\(failed))")
            try added()
        }
    }

    /// Stores that no variant came of a place, and why.
    package func refuse(ordinal: Int, name: String, reason: String) throws(StoreError) {
        try guarded { () throws(StoreError) in
            try batch()
            statements.insertRefusal.bind(1, ordinal)
            statements.insertRefusal.bind(2, name)
            statements.insertRefusal.bind(3, reason)
            try statements.insertRefusal.run()
            try added()
        }
    }

    /// Stores the pairs of some variants, given by their rows.
    package func add(_ pairs: [(variant: Int64, pairs: [Pair])]) throws(StoreError) {
        try guarded { () throws(StoreError) in
            for (row, pairs) in pairs {
                for (number, pair) in pairs.enumerated() {
                    try batch()
                    statements.insertPair.bind(pair, variant: row, number: number)
                    try statements.insertPair.run()
                    try added()
                }
            }
        }
    }

    /// Forgets all pairs, and why others were left out, so that they can be made anew.
    package func clearPairs() throws(StoreError) {
        try change { connection throws(StoreError) in
            try connection.execute("DELETE FROM pair; DELETE FROM pair_omission")
        }
    }

    /// Takes pairs out again, each with the reason.
    package func omit(
        _ pairs: [(variant: Int64, chosen: Int64, rejected: Int64, reason: String)]
    ) throws(StoreError) {
        try guarded { () throws(StoreError) in
            let remove = try connection.prepare(
                "DELETE FROM pair WHERE variant = ?1 AND chosen = ?2 AND rejected = ?3")
            let insert = try connection.prepare(
                "INSERT OR REPLACE INTO pair_omission VALUES (?1, ?2, ?3, ?4)")
            for pair in pairs {
                try batch()
                for statement in [remove, insert] {
                    statement.bind(1, pair.variant)
                    statement.bind(2, pair.chosen)
                    statement.bind(3, pair.rejected)
                }
                insert.bind(4, pair.reason)
                try remove.run()
                try insert.run()
                try added()
            }
        }
    }

    /// Does a change whole, with others of its batch.
    func change<T>(_ work: (Connection) throws(StoreError) -> T) throws(StoreError) -> T {
        try guarded { () throws(StoreError) in
            try batch()
            let result = try work(connection)
            try added()
            return result
        }
    }

    /// Commits what is pending.
    package func commit() throws(StoreError) {
        if let failure { throw failure }
        guard pending > 0 else { return }
        try guarded { () throws(StoreError) in try connection.execute("COMMIT") }
        pending = 0
    }

    /// Commits, and folds the log into the file, so that the store is one file again.
    package func finish() throws(StoreError) {
        try commit()
        try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    /// Commits, and makes the store one file that nothing lies beside, ready to be moved.
    package func seal() throws(StoreError) {
        try finish()
        try connection.execute("PRAGMA journal_mode = DELETE")
    }

    /// Gives up what is pending, after a failure; what was committed stays.
    package func abandon() {
        pending = 0
        // A failed statement may have rolled back already; then there is nothing to undo, and that is no error.
        try? connection.execute("ROLLBACK")
    }

    /// Does a piece of work whole: where it fails, everything pending is undone and the writer stores nothing more.
    private func guarded<T>(_ work: () throws(StoreError) -> T) throws(StoreError) -> T {
        if let failure { throw failure }
        do throws(StoreError) {
            return try work()
        } catch {
            failure = failure ?? error
            abandon()
            throw error
        }
    }

    private func batch() throws(StoreError) {
        guard pending == 0 else { return }
        try connection.execute("BEGIN IMMEDIATE")
        pending = 1
        began = time(nil)
    }

    private func added() throws(StoreError) {
        pending += 1
        if pending > Self.batchRows || time(nil) - began >= Self.batchSeconds { try commit() }
    }
}

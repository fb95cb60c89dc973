internal import LyditeCore
internal import LyditeFiles

/// Someone else's verifier: a command that reads rows as JSON lines and writes a verdict row for each.
///
/// It may answer in any order, and all at once at the end. When it dies or is silent for too long,
/// the first row that it owes is tried alone, then it is started again for the rest.
package actor CommandVerifier: CorpusVerifier {
    // Waiting for the command blocks, so it has a thread of its own.
    private let thread = ThreadExecutor()
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    package nonisolated let name: String
    private let patience: Duration
    private let isStopping: @Sendable () -> Bool

    /// Restarts before the rows that are left are given up.
    private static let maximumStarts = 200

    /// Starts without one answer after which the command, and not a row, is to blame.
    private static let silentStarts = 3

    /// - Parameters:
    ///   - command: Given to `/bin/sh -c`.
    ///   - patience: The longest silence while a row is owed.
    ///   - isStopping: Asked all the time: true ends the command, and the rest is not verified.
    package init(
        command: String, patience: Duration,
        isStopping: @escaping @Sendable () -> Bool = { false }
    ) {
        name = command
        self.patience = patience
        self.isStopping = isStopping
    }

    package func answers(to rows: [LabelledRow]) async throws -> [RowAnswer] {
        var answers: [RowAnswer?] = rows.map { _ in nil }
        var batches = [Array(rows.indices)]
        var starts = 0
        while !batches.isEmpty, starts < Self.maximumStarts, !isStopping() {
            let batch = batches.removeFirst()
            starts += 1
            let ending = try run(batch, of: rows, &answers)
            if isStopping() { break }
            if starts == Self.silentStarts,
                answers.allSatisfy({ $0 == nil || $0?.isMissing == true })
            {
                throw RegressError.verifierSilent(command: name, ending: ending)
            }
            let owed = batch.filter { answers[$0] == nil }
            guard let suspect = owed.first else { continue }
            if batch.count == 1 {
                answers[suspect] = .missing("the verifier \(ending)")
            } else {
                let rest = Array(owed.dropFirst())
                batches = [[suspect]] + (rest.isEmpty ? [] : [rest]) + batches
            }
        }
        return answers.map { $0 ?? .missing("the verifier failed too often") }
    }

    /// One start of the command; says how it ended.
    private func run(
        _ batch: [Int], of rows: [LabelledRow], _ answers: inout [RowAnswer?]
    ) throws(RegressError) -> String {
        let session: CommandSession
        do throws(ChildProcess.Failure) {
            session = try CommandSession(name, patience: patience, isStopping: isStopping)
        } catch {
            throw .verifierNotStarted(command: name, errno: error.errno)
        }
        let sent = Set(batch)
        var next = batch.makeIterator()
        return session.run {
            next.next().map { rows[$0].input }
        } take: { json in
            guard let id = json["id"]?.intValue, sent.contains(id), answers[id] == nil,
                let answer = RowAnswer(json)
            else { return false }
            answers[id] = answer
            return true
        }
    }
}

package import LyditeCore

/// Finds anything in a store by the first digits of its digest, with its ancestry.
package final class StoreLookup {
    package enum Kind: String, CaseIterable, Sendable {
        case variant
        case rollout
        case pair
    }

    /// One thing that a digest may mean.
    package struct Match: Sendable {
        package var kind: Kind
        package var row: Int64
        package var digest: Digest
    }

    /// Matches that are looked for at most; more only say that the digits are too few.
    private static let maximumMatches = 10

    private let connection: Connection

    package init(path: String) throws(StoreError) {
        connection = try StoreReader.connection(path)
    }

    /// - Parameter digits: The first hexadecimal digits of a digest, at least one.
    package func matches(_ digits: String) throws(StoreError) -> [Match] {
        var matches: [Match] = []
        for kind in Kind.allCases {
            // Digests sort as their digits do: all that begin so stand between the two.
            let statement = try connection.prepare(
                """
                SELECT id, digest FROM \(kind.rawValue)
                WHERE digest BETWEEN ?1 AND ?2 LIMIT \(Self.maximumMatches)
                """)
            statement.bind(1, Self.digest(digits, filledWith: "0"))
            statement.bind(2, Self.digest(digits, filledWith: "f"))
            while try statement.step() {
                matches.append(
                    Match(
                        kind: kind, row: statement.integer(0),
                        digest: try statement.requiredDigest(1)))
            }
        }
        return matches
    }

    private static func digest(_ digits: String, filledWith digit: String) -> Digest? {
        Digest(hexadecimal: digits + String(repeating: digit, count: max(0, 64 - digits.count)))
    }

    /// Everything that is stored of a match, and what it was made from.
    package func json(of match: Match) throws(StoreError) -> JSON {
        switch match.kind {
        case .variant: try variant(match.row, isWhole: true)
        case .rollout: try rollout(match.row, isWhole: true)
        case .pair: try pair(match.row)
        }
    }

    private func row(_ sql: String, _ row: Int64) throws(StoreError) -> Statement {
        let statement = try connection.prepare(sql)
        statement.bind(1, row)
        _ = try statement.step()
        return statement
    }

    private func variant(_ id: Int64, isWhole: Bool) throws(StoreError) -> JSON {
        let found = try row(
            """
            SELECT digest, name, statement, checked_by, topic, source, licence, is_real, lineage,
                proof FROM variant WHERE id = ?1
            """, id)
        let head: [JSON.Member] = [
            .init("kind", "variant"),
            .init("digest", .string(try found.requiredDigest(0).description)),
            .init("name", .string(found.text(1))), .init("statement", .string(found.text(2))),
            .init("check", found.json(3)), .init("topic", .string(found.text(4))),
            .init("source", .string(found.text(5))), .init("licence", .string(found.text(6))),
            .init("isReal", .bool(found.integer(7) != 0)), .init("lineage", found.json(8)),
            .init("proof", found.json(9)),
        ]
        guard isWhole else { return .object(head) }
        let verdicts = try connection.prepare(
            """
            SELECT number, rollout.digest, verdict FROM rollout
            LEFT JOIN trace ON trace.rollout = rollout.id WHERE variant = ?1 ORDER BY number
            """)
        verdicts.bind(1, id)
        var rollouts: [JSON] = []
        while try verdicts.step() {
            rollouts.append([
                "number": .integer(verdicts.integer(0)),
                "digest": .string(try verdicts.requiredDigest(1).description),
                "verdict": verdicts.textOrNull(2),
            ])
        }
        return .object(head + [.init("rollouts", .array(rollouts))])
    }

    private func rollout(_ id: Int64, isWhole: Bool) throws(StoreError) -> JSON {
        let found = try row(
            """
            SELECT digest, number, sampler, model, sampling, text, finish, rollout.reasoning, response,
                verdict, detail, candidate, trace.reasoning, evidence, verifier, isolation, variant
            FROM rollout LEFT JOIN trace ON trace.rollout = rollout.id WHERE rollout.id = ?1
            """, id)
        var members: [JSON.Member] = [
            .init("kind", "rollout"),
            .init("digest", .string(try found.requiredDigest(0).description)),
            .init("number", .integer(found.integer(1))), .init("sampler", .string(found.text(2))),
            .init("model", .string(found.text(3))), .init("sampling", found.json(4)),
            .init("text", .string(found.text(5))), .init("finish", found.textOrNull(6)),
            .init("modelReasoning", found.textOrNull(7)), .init("response", found.json(8)),
            .init("verdict", found.textOrNull(9)), .init("detail", found.textOrNull(10)),
            .init("candidate", found.textOrNull(11)), .init("reasoning", found.textOrNull(12)),
            .init("evidence", found.json(13)), .init("verifier", found.textOrNull(14)),
            .init("isolation", found.textOrNull(15)), .init("runs", .array(try runs(id))),
        ]
        if isWhole {
            members.append(.init("variant", try variant(found.integer(16), isWhole: false)))
        }
        return .object(members)
    }

    private func runs(_ trace: Int64) throws(StoreError) -> [JSON] {
        let found = try connection.prepare(
            """
            SELECT ending, exit_code, signal, syscall, cpu_microseconds, wall_microseconds,
                peak_memory_bytes FROM run WHERE trace = ?1 ORDER BY number
            """)
        found.bind(1, trace)
        var runs: [JSON] = []
        while try found.step() {
            runs.append([
                "ending": .string(found.text(0)), "exitCode": found.integerOrNull(1),
                "signal": found.integerOrNull(2), "syscall": found.textOrNull(3),
                "cpuSeconds": .double(Double(found.integer(4)) / 1e6),
                "wallSeconds": .double(Double(found.integer(5)) / 1e6),
                "peakMemoryBytes": .integer(found.integer(6)),
            ])
        }
        return runs
    }

    private func pair(_ id: Int64) throws(StoreError) -> JSON {
        let found = try row(
            "SELECT digest, rule, chosen, rejected, variant FROM pair WHERE id = ?1", id)
        return [
            "kind": "pair", "digest": .string(try found.requiredDigest(0).description),
            "rule": .string(found.text(1)),
            "chosen": try rollout(found.integer(2), isWhole: false),
            "rejected": try rollout(found.integer(3), isWhole: false),
            "variant": try variant(found.integer(4), isWhole: false),
        ]
    }
}

extension Statement {
    /// What was stored as JSON text; as a text where it is none.
    fileprivate func json(_ column: Int32) -> JSON {
        guard let text = optionalText(column) else { return .null }
        return (try? JSONParser.parse(text)) ?? .string(text)
    }

    fileprivate func textOrNull(_ column: Int32) -> JSON {
        optionalText(column).map { .string($0) } ?? .null
    }

    fileprivate func integerOrNull(_ column: Int32) -> JSON {
        isNull(column) ? .null : .integer(integer(column))
    }
}

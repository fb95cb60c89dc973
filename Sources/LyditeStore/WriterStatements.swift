internal import LyditeCore

/// The writer's statements, prepared once.
final class WriterStatements {
    let insertVariant: Statement
    let findVariant: Statement
    let moveVariant: Statement
    let placeVariant: Statement
    let finishVariant: Statement
    let findRollouts: Statement
    let findUnjudged: Statement
    let insertRollout: Statement
    let insertTrace: Statement
    let insertRun: Statement
    let deleteTrace: Statement
    let deleteRuns: Statement
    let insertPair: Statement
    let insertRefusal: Statement
    let insertRequest: Statement
    let findKept: Statement

    init(_ connection: Connection) throws(StoreError) {
        insertVariant = try connection.prepare(
            """
            INSERT OR IGNORE INTO variant (digest, ordinal, name, statement, checked_by, topic, source,
                licence, is_real, lineage, source_digest, family, depth, proof, rollouts)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
            """)
        findVariant = try connection.prepare("SELECT id, ordinal FROM variant WHERE digest = ?1")
        moveVariant = try connection.prepare("UPDATE variant SET ordinal = ?2 WHERE id = ?1")
        placeVariant = try connection.prepare(
            "UPDATE variant SET ordinal = ?2, rollouts = ?3 WHERE id = ?1")
        finishVariant = try connection.prepare(
            "UPDATE variant SET rollouts = ?2, is_finished = 1 WHERE id = ?1")
        findRollouts = try connection.prepare(
            """
            SELECT number, verdict, candidate IS NOT NULL, trace.reasoning IS NULL
            FROM rollout JOIN trace ON trace.rollout = rollout.id WHERE variant = ?1
            """)
        findUnjudged = try connection.prepare(
            """
            SELECT id FROM rollout WHERE digest = ?1
                AND NOT EXISTS (SELECT 1 FROM trace WHERE trace.rollout = rollout.id)
            """)
        insertRollout = try connection.prepare(
            """
            INSERT OR IGNORE INTO rollout (digest, variant, number, sampler, model, sampling, text,
                finish, reasoning, response)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """)
        insertTrace = try connection.prepare(
            """
            INSERT INTO trace (rollout, verdict, detail, candidate, reasoning, evidence, verifier,
                isolation, finished_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """)
        insertRun = try connection.prepare(
            """
            INSERT INTO run (trace, number, ending, exit_code, signal, syscall, cpu_microseconds,
                wall_microseconds, peak_memory_bytes)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """)
        deleteTrace = try connection.prepare("DELETE FROM trace WHERE rollout = ?1")
        deleteRuns = try connection.prepare("DELETE FROM run WHERE trace = ?1")
        insertPair = try connection.prepare(
            """
            INSERT OR IGNORE INTO pair (digest, variant, number, chosen, rejected, rule, facts)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """)
        insertRequest = try connection.prepare(
            """
            INSERT INTO request (variant, model, prompt_tokens, completion_tokens, cost, choices,
                is_assumed)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """)
        findKept = try connection.prepare(
            """
            SELECT number, text, sampler, model, sampling, finish, reasoning, response FROM rollout
            WHERE variant = ?1 AND NOT EXISTS (SELECT 1 FROM trace WHERE rollout = rollout.id)
            ORDER BY number
            """)
        insertRefusal = try connection.prepare("INSERT OR IGNORE INTO refusal VALUES (?1, ?2, ?3)")
    }
}

extension Statement {
    func bind(_ variant: Variant, ordinal: Int, rollouts: Int) {
        let problem = variant.problem
        bind(1, variant.digest)
        bind(2, ordinal)
        bind(3, problem.id)
        bind(4, problem.statement)
        bind(5, JSON.object(problem.check.members).text)
        bind(6, problem.topic)
        bind(7, problem.origin.source)
        bind(8, problem.origin.licence)
        bind(9, problem.origin.isReal ? 1 : 0)
        bind(10, variant.lineage.json.text)
        bind(11, variant.lineage.source)
        bind(12, variant.lineage.family)
        bind(13, variant.lineage.depth)
        bind(14, variant.proof.text)
        bind(15, rollouts)
    }

    func bind(_ rollout: Rollout, variant row: Int64) {
        bind(1, rollout.digest)
        bind(2, row)
        bind(3, rollout.index)
        bind(4, rollout.sampler)
        bind(5, rollout.model)
        bind(6, rollout.sampling.text)
        bind(7, rollout.text)
        bind(8, rollout.response?.finish)
        bind(9, rollout.response?.reasoning)
        bind(10, rollout.response.flatMap { $0.details.isNull ? nil : $0.details.text })
    }

    func bind(_ usage: Usage, variant row: Int64) {
        bind(1, row)
        bind(2, usage.model)
        bind(3, usage.promptTokens)
        bind(4, usage.completionTokens)
        bind(5, usage.cost.pico)
        bind(6, usage.choices)
        bind(7, usage.isAssumed ? 1 : 0)
    }

    func bind(_ trace: Trace, rollout: Int64, now: Int) {
        bind(1, rollout)
        bind(2, trace.judgement.verdict.code)
        bind(3, trace.judgement.detail)
        bind(4, trace.judgement.candidate)
        bind(5, trace.judgement.reasoning)
        bind(6, trace.judgement.evidence.text)
        bind(7, trace.verifier)
        bind(8, trace.isolation?.rawValue)
        bind(9, now)
    }

    func bind(_ run: Run, trace: Int64, number: Int) {
        bind(1, trace)
        bind(2, number)
        bind(3, run.ending.rawValue)
        bind(4, run.exitCode)
        bind(5, run.signal)
        bind(6, run.syscall)
        bind(7, Int64(run.cpu.seconds * 1e6))
        bind(8, Int64(run.wall.seconds * 1e6))
        bind(9, run.peakMemoryBytes)
    }

    func bind(_ pair: Pair, variant row: Int64, number: Int) {
        bind(1, pair.digest)
        bind(2, row)
        bind(3, number)
        bind(4, pair.chosen.row)
        bind(5, pair.rejected.row)
        bind(6, pair.rule)
        bind(7, pair.facts.text)
    }
}

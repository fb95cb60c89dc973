/// The tables, as a list of migrations that is only ever appended to; `PRAGMA user_version` counts them.
enum Schema {
    static let current = migrations.count
    /// "lydi" in the file's header, so that another SQLite file is never taken for a store.
    static let applicationID = 0x6C79_6469

    static func migrate(_ connection: Connection) throws(StoreError) {
        let found = Int(try connection.integer("PRAGMA user_version"))
        guard found <= current else {
            throw .newerSchema(path: connection.path, found: found, supported: current)
        }
        let tables = try connection.integer("SELECT count(*) FROM sqlite_schema")
        let application = Int(try connection.integer("PRAGMA application_id"))
        guard tables == 0 || application == applicationID else {
            throw .notAStore(path: connection.path)
        }
        for version in found..<current {
            try connection.execute(
                """
                BEGIN IMMEDIATE;
                \(migrations[version])
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(version + 1);
                COMMIT;
                """)
        }
    }

    private static let migrations = [
        """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE variant (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE,
            ordinal INTEGER NOT NULL UNIQUE,
            name TEXT NOT NULL,
            statement TEXT NOT NULL,
            checked_by TEXT NOT NULL,
            topic TEXT NOT NULL,
            source TEXT NOT NULL,
            licence TEXT NOT NULL,
            is_real INTEGER NOT NULL,
            lineage TEXT NOT NULL,
            source_digest BLOB NOT NULL,
            family TEXT NOT NULL,
            depth INTEGER NOT NULL,
            proof TEXT NOT NULL,
            rollouts INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE rollout (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE,
            variant INTEGER NOT NULL REFERENCES variant (id),
            number INTEGER NOT NULL,
            sampler TEXT NOT NULL,
            model TEXT NOT NULL,
            sampling TEXT NOT NULL,
            text TEXT NOT NULL,
            UNIQUE (variant, number)
        ) STRICT;
        CREATE TABLE trace (
            rollout INTEGER PRIMARY KEY REFERENCES rollout (id),
            verdict TEXT NOT NULL,
            detail TEXT,
            candidate TEXT,
            reasoning TEXT,
            evidence TEXT NOT NULL,
            verifier TEXT NOT NULL,
            isolation TEXT,
            finished_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE run (
            trace INTEGER NOT NULL REFERENCES trace (rollout),
            number INTEGER NOT NULL,
            ending TEXT NOT NULL,
            exit_code INTEGER,
            signal INTEGER,
            syscall TEXT,
            cpu_microseconds INTEGER NOT NULL,
            wall_microseconds INTEGER NOT NULL,
            peak_memory_bytes INTEGER NOT NULL,
            PRIMARY KEY (trace, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE pair (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE,
            variant INTEGER NOT NULL REFERENCES variant (id),
            number INTEGER NOT NULL,
            chosen INTEGER NOT NULL REFERENCES trace (rollout),
            rejected INTEGER NOT NULL REFERENCES trace (rollout),
            rule TEXT NOT NULL,
            UNIQUE (variant, number)
        ) STRICT;
        CREATE TABLE refusal (
            ordinal INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        """,
        // What models say beside a text, and what each request cost in millionths of a millionth.
        """
        ALTER TABLE rollout ADD COLUMN finish TEXT;
        ALTER TABLE rollout ADD COLUMN reasoning TEXT;
        ALTER TABLE rollout ADD COLUMN response TEXT;
        CREATE TABLE request (
            id INTEGER PRIMARY KEY,
            variant INTEGER NOT NULL REFERENCES variant (id),
            model TEXT NOT NULL,
            prompt_tokens INTEGER NOT NULL,
            completion_tokens INTEGER NOT NULL,
            cost INTEGER NOT NULL,
            choices INTEGER NOT NULL,
            is_assumed INTEGER NOT NULL
        ) STRICT;
        """,
        // What curation left out and why, what a pair shows, and what people said of traces.
        """
        ALTER TABLE pair ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
        CREATE TABLE omission (
            trace INTEGER PRIMARY KEY REFERENCES trace (rollout),
            stage TEXT NOT NULL,
            reason TEXT NOT NULL,
            beside TEXT
        ) STRICT;
        CREATE TABLE pair_omission (
            variant INTEGER NOT NULL REFERENCES variant (id),
            chosen INTEGER NOT NULL,
            rejected INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (variant, chosen, rejected)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE mark (
            trace INTEGER PRIMARY KEY REFERENCES trace (rollout),
            is_right INTEGER NOT NULL,
            note TEXT NOT NULL
        ) STRICT;
        CREATE TABLE rating (
            trace INTEGER NOT NULL REFERENCES trace (rollout),
            rater TEXT NOT NULL,
            kind TEXT NOT NULL,
            score REAL NOT NULL,
            PRIMARY KEY (trace, rater)
        ) STRICT, WITHOUT ROWID;
        """,
        // So that a run of millions goes on at once: neither its traces nor its rollouts are looked at.
        """
        ALTER TABLE variant ADD COLUMN is_finished INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX failed_trace ON trace (rollout) WHERE verdict = 'undecided:sandbox-error';
        """,
    ]
}

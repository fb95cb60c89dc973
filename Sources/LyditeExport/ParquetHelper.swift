internal import Glibc
internal import LyditeCore
package import LyditeFiles

/// Makes Parquet of rows by pyarrow, which is asked for only here.
package enum ParquetHelper {
    package enum Outcome: Sendable {
        case done
        /// No Python with pyarrow.
        case absent
        /// The helper ran and failed with this status.
        case failed(Int32)
    }

    /// - Parameters:
    ///   - rows: A JSONL file of verl's rows.
    ///   - path: The file to make; it appears whole or not at all.
    ///   - python: A program's name or path.
    package static func convert(
        _ rows: String, to path: String, python: String
    ) throws(FileError) -> Outcome {
        let part = path + ".partial"
        switch run([python, "-c", script, rows, part]) {
        case 0:
            try FileBytes.rename(part, to: path)
            return .done
        case absent:
            return .absent
        case let status:
            try FileBytes.remove(part)
            return .failed(status)
        }
    }

    /// The status by which the script says that it cannot import pyarrow.
    private static let absent: Int32 = 69

    /// Types are stated, as they would be guessed from the first rows; one batch of rows is in memory at a time.
    private static let script = """
        import json, os, sys
        try:
            import pyarrow as pa, pyarrow.parquet as pq
        except ImportError:
            sys.exit(69)
        text = pa.string()
        schema = pa.schema([
            ("data_source", text),
            ("prompt", pa.list_(pa.struct([("role", text), ("content", text)]))),
            ("ability", text),
            ("reward_model", pa.struct([("style", text), ("ground_truth", text)])),
            ("extra_info", pa.struct([("split", text), ("index", pa.int64()), ("question", text), ("answer", text)])),
            ("meta", text)])
        with open(sys.argv[1], encoding="utf-8") as rows, pq.ParquetWriter(sys.argv[2], schema) as out:
            batch = []
            for line in rows:
                batch.append(json.loads(line))
                if len(batch) == 2000:
                    out.write_table(pa.Table.from_pylist(batch, schema))
                    batch = []
            if batch:
                out.write_table(pa.Table.from_pylist(batch, schema))
        with open(sys.argv[2], "rb") as out:
            os.fsync(out.fileno())
        """

    /// The exit status; 69 where the program cannot be started.
    private static func run(_ words: [String]) -> Int32 {
        let pid: pid_t
        do {
            pid = try ChildProcess.start(
                "/usr/bin/env", ["env"] + words, descriptors: [], isBare: false,
                hasOwnGroup: false)
        } catch {
            return absent
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            guard errno == EINTR else { return 1 }
        }
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128
        // What env says of a program that is not there.
        return code == 127 || code == 126 ? absent : code
    }
}

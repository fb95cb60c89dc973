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
        switch HelperProgram.run([python, "-c", script, rows, part]) {
        case 0:
            try FileBytes.rename(part, to: path)
            return .done
        case HelperProgram.absent:
            return .absent
        case let status:
            try FileBytes.remove(part)
            return .failed(status)
        }
    }

    /// Exits with 69 where it cannot import pyarrow. Types are stated, as they would be guessed from the first rows; one batch of rows is in memory at a time.
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
}

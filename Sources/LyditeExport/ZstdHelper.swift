package import LyditeFiles

/// Compresses a file of rows by the program `zstd`; `datasets` reads `.jsonl.zst` as it is.
package enum ZstdHelper {
    /// Makes `path.zst` in place of `path`; it appears whole or not at all.
    package static func compress(_ path: String) throws(FileError) -> ParquetHelper.Outcome {
        let part = path + ".zst.partial"
        // One thread and a stated level: the same bytes on every machine with this zstd.
        switch HelperProgram.run(["zstd", "-q", "-f", "-T1", "-10", "-o", part, path]) {
        case 0:
            try FileBytes.sync(part)
            try FileBytes.rename(part, to: path + ".zst")
            try FileBytes.remove(path)
            return .done
        case HelperProgram.absent:
            return .absent
        case let status:
            try FileBytes.remove(part)
            return .failed(status)
        }
    }
}

import Glibc
import LyditeCore
import LyditeMath
import Testing

/// The verifier's regression corpus, found next to the sources.
///
/// `Problems/verifier/README.md` says what a row is made of.
enum Corpus {
    /// The rows of one kind, which are one case of a test.
    struct Kind: Sendable, CustomTestStringConvertible {
        var name: String
        var rows: [CorpusRow]

        var testDescription: String { name }
    }

    /// How many lines the file has, so that a row that cannot be read is noticed.
    static let lines = text.split(separator: 0x0A).count

    static let rows: [CorpusRow] = text.split(separator: 0x0A).compactMap { line in
        (try? JSONParser.parse(Array(line))).flatMap { CorpusRow(json: $0) }
    }

    static let kinds: [Kind] = {
        var kinds: [Kind] = []
        for row in rows {
            if kinds.last?.name != row.kind { kinds.append(Kind(name: row.kind, rows: [])) }
            kinds[kinds.count - 1].rows.append(row)
        }
        return kinds
    }()

    private static let text: [UInt8] = {
        let here = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return read("/" + here + "/Problems/verifier/math.jsonl")
    }()

    private static func read(_ path: String) -> [UInt8] {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count <= 0 { return bytes }
            bytes.append(contentsOf: chunk[0..<count])
        }
    }
}

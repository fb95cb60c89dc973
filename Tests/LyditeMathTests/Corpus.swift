import Glibc
import LyditeCore
import LyditeMath
import Testing

/// The verifier's regression corpus, found next to the sources.
enum Corpus {
    struct Row: Sendable, CustomTestStringConvertible {
        var id: String
        var gold: [UInt8]
        var pred: [UInt8]
        var isResponse: Bool
        var spec: AnswerSpec
        var expected: String

        var testDescription: String { id }

        func verdict() -> MathVerdict {
            isResponse
                ? MathChecker.check(gold: gold, response: pred, spec: spec, extraction: .full)
                : MathChecker.check(gold: gold, pred: pred, spec: spec)
        }
    }

    static let rows: [Row] = {
        let here = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let lines = read("/" + here + "/Problems/verifier/math.jsonl").split(separator: 0x0A)
        return lines.compactMap { line in
            guard let json = try? JSONParser.parse(Array(line)), let id = json["id"]?.stringValue,
                let gold = json["gold"]?.stringValue,
                let pred = (json["pred"] ?? json["response"])?.stringValue,
                let expected = json["expected"]?.stringValue
            else { return nil }
            let spec = json["spec"].flatMap { try? AnswerSpec(json: $0) } ?? .plain
            return Row(
                id: id, gold: Array(gold.utf8), pred: Array(pred.utf8),
                isResponse: json["response"] != nil, spec: spec, expected: expected)
        }
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

import LyditeCore
import Testing

/// Bytes that nobody meant: whatever comes in, the readers answer with a value or an error, and never crash or hang.
struct FuzzTests {
    private static let seed: UInt64 = 11

    private func mutated(_ text: String, _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0...generator.below(6) {
            let place = generator.below(bytes.count + 1)
            switch generator.below(4) {
            case 0: bytes.insert(UInt8(generator.below(256)), at: place)
            case 1 where !bytes.isEmpty: bytes.remove(at: min(place, bytes.count - 1))
            case 2 where !bytes.isEmpty:
                bytes[min(place, bytes.count - 1)] = UInt8(generator.below(256))
            default:
                let start = generator.below(bytes.count + 1)
                let piece = bytes[start..<min(bytes.count, start + generator.below(12))]
                bytes.insert(contentsOf: Array(piece), at: min(place, bytes.count))
            }
        }
        return bytes
    }

    @Test func `any bytes are JSON or an error, and what is JSON is written and read back`() throws
    {
        let samples = [
            #"{"id":1,"gold":"1/2","spec":{"unit":"cm"},"x":[1,2.5,-3e-7,null,true,"\u00e9\n"]}"#,
            #"[[[{"a":{"b":[{}]}}]],"😀\ud83d\ude00",12345678901234567890123]"#,
            #"{"$dict":[[1,"a"],[{"$tuple":[1,2]},{"$float":"nan"}]]}"#,
        ]
        var generator = SeededGenerator(
            seed: Self.seed, parent: Digest(of: []), stage: "json-fuzz", index: 0)
        var read = 0
        for _ in 0..<20_000 {
            let bytes = mutated(generator.pick(samples), &generator)
            guard let value = try? JSONParser.parse(bytes) else { continue }
            read += 1
            #expect(try JSONParser.parse(value.text) == value, "seed \(Self.seed): \(bytes)")
            _ = try? PlainValue(json: value)
            if let row = try? RowReader(value) { _ = try? Check(row: row) }
        }
        #expect(read > 500)
    }

    @Test func `any bytes are YAML or an error with a line`() {
        let sample = """
            title: Change
            slots:
              - {name: n, type: integer, min: 2, max: 9}
              - name: item
                values: ["a", 'b', c]
            derive:
              - name: cost
                value: n * price   # a comment
                sentence: >
                  The items cost {=} dollars,
                  all in all.
            """
        var generator = SeededGenerator(
            seed: Self.seed, parent: Digest(of: []), stage: "yaml-fuzz", index: 0)
        var read = 0
        for _ in 0..<5_000 {
            let bytes = mutated(sample, &generator)
            do throws(YAMLError) {
                _ = try YAMLReader.read(bytes, path: "f")
                read += 1
            } catch {
                #expect(error.line >= 1)
            }
        }
        #expect(read > 500)
    }
}

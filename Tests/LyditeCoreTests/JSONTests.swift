import LyditeCore
import Testing

struct JSONTests {
    @Test(arguments: [
        "", " ", "{", "[", "\"", "tru", "nul", "01", "1.", ".5", "+1", "1e", "--1", "[1,]",
        "{\"a\":1,}", "{\"a\"}",
        "{a:1}", "[1 2]", "\"\\x\"", "\"\\u12\"", "\"\u{1}\"", "1 2", "{\"a\":1,\"a\":2}", "NaN",
        "Infinity", "'a'", "1e400", "-1e999",
    ])
    func `text that is not JSON is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    }

    @Test func `nesting beyond the bound is refused, not followed`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError(problem: .tooDeep, offset: 200)) { try JSONParser.parse(deep) }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0x5C, 0x6E, 0xC3, 0x22]) }
    }

    @Test(
        arguments: [
            ("2", JSON.integer(2)), ("2.0", .double(2)), ("-0", .integer(0)),
            ("1e3", .double(1000)),
            ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", .bigInteger("9223372036854775808")),
            ("\"\\u00e9\\n\"", "é\n"), ("\"\\ud83d\\ude00\"", "😀"), ("\"\\ud800x\"", "\u{FFFD}x"),
            ("[null,true,[]]", [nil, true, []]), (" {\"b\" : 1 , \"a\":2} ", ["b": 1, "a": 2]),
        ] as [(String, JSON)])
    func `text is read as what it says`(text: String, value: JSON) throws {
        #expect(try JSONParser.parse(text) == value)
    }

    @Test(arguments: 0..<200)
    func `what is written is read back`(number: Int) throws {
        var generator = SeededGenerator(
            seed: 5, parent: Digest(of: []), stage: "json", index: number)
        let value = Self.random(&generator, depth: 0)
        #expect(try JSONParser.parse(value.text) == value, "seed 5, index \(number)")
    }

    @Test func `an object with many keys is read in linear time and still refuses a repeated one`()
        throws
    {
        let members = (0..<20_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect(try JSONParser.parse("{\(members)}").members?.count == 20_000)
        #expect(throws: JSONError.self) { try JSONParser.parse("{\(members),\"k7\":1}") }
    }

    private static func random(_ generator: inout SeededGenerator, depth: Int) -> JSON {
        switch generator.below(depth < 4 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(generator.chance(1, of: 2))
        case 2: return .integer(Int64(bitPattern: generator.next()))
        case 3: return .bigInteger("-1" + String(repeating: "7", count: generator.within(20...40)))
        case 4:
            let value = Double(bitPattern: generator.next())
            return .double(value.isFinite ? value : 0.5)
        case 5:
            let pool: [Unicode.Scalar] = [
                "a", "\"", "\\", "\n", "\u{0}", "é", "😀", "\u{FFFD}", "\u{2028}",
            ]
            var text = ""
            for _ in 0..<generator.below(12) { text.unicodeScalars.append(generator.pick(pool)) }
            return .string(text)
        case 6:
            return .array(
                (0..<generator.below(5)).map { _ in random(&generator, depth: depth + 1) })
        default:
            return .object(
                (0..<generator.below(5)).map {
                    .init("k\($0)", random(&generator, depth: depth + 1))
                })
        }
    }
}

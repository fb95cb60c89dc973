import LyditeCore
import LyditeVerify
import Testing

struct PlainComparisonTests {
    @Test(arguments: [
        ("1", "2"), ("1", "\"1\""), ("[1]", "{\"$tuple\":[1]}"), ("null", "false"), ("0", "null"),
        ("[]", "null"),
        ("\"\"", "null"), ("{\"$float\":\"nan\"}", "{\"$float\":\"nan\"}"),
        ("[{\"$float\":\"nan\"}]", "[{\"$float\":\"nan\"}]"), ("{\"$float\":\"inf\"}", "1e308"),
        ("9007199254740993", "9007199254740992.0"),
        ("9223372036854775807", "9223372036854775808.0"),
        ("100000000000000000000001", "1e23"), ("[1,2]", "[2,1]"), ("[1,2]", "[1,2,3]"),
        ("[]", "{}"),
        ("{\"$set\":[1]}", "[1]"), ("{\"$bytes\":\"YQ==\"}", "\"a\""),
        ("0.1", "0.10000000000000002"),
        ("\"\u{212B}\"", "\"\u{C5}\""), ("\"e\u{301}\"", "\"\u{E9}\""), ("\"a \"", "\"a\""),
        ("{\"a\":1}", "{\"a\":2}"), ("{\"a\":1}", "{\"b\":1}"),
        ("{\"1\":1}", "{\"$dict\":[[1,1]]}"),
        ("{\"$complex\":[1.0,1.0]}", "1"), ("18446744073709551617", "1"), ("\"[1, 2]\"", "[1,2]"),
    ])
    func `different by Python's equality`(left: String, right: String) throws {
        let (a, b) = (try Support.value(left), try Support.value(right))
        #expect(PlainComparison(Comparison()).compare(a, with: b) == .different)
        #expect(PlainComparison(Comparison()).compare(b, with: a) == .different)
    }

    @Test(arguments: [
        ("1", "1.0"), ("1", "true"), ("0.0", "false"), ("-0.0", "0"),
        ("9007199254740992", "9007199254740992.0"),
        ("99999999999999991611392", "1e23"),
        ("1267650600228229401496703205376", "1.2676506002282294e30"),
        ("{\"$complex\":[2.0,0.0]}", "2"), ("{\"$set\":[1,2]}", "{\"$frozenset\":[2,1]}"),
        ("{\"$set\":[1,true,1.0]}", "{\"$set\":[1]}"),
        ("{\"a\":1,\"b\":[2]}", "{\"b\":[2.0],\"a\":true}"),
        ("{\"$dict\":[[1,\"x\"]]}", "{\"$dict\":[[1.0,\"x\"]]}"),
        ("[[1,[2.0]],{}]", "[[true,[2]],{}]"),
        ("{\"$int\":\"5\"}", "5"), ("\"\u{E9}\"", "\"\u{E9}\""),
        ("{\"$tuple\":[]}", "{\"$tuple\":[]}"),
    ])
    func `equal by Python's equality`(left: String, right: String) throws {
        let (a, b) = (try Support.value(left), try Support.value(right))
        #expect(PlainComparison(Comparison()).compare(a, with: b) == .same)
        #expect(PlainComparison(Comparison()).compare(b, with: a) == .same)
    }

    @Test(arguments: [
        ("{\"exact\":true}", "1", "1.0", false), ("{\"exact\":true}", "true", "1", false),
        ("{\"exact\":true}", "[1,\"a\"]", "[1,\"a\"]", true),
        ("{\"exact\":true}", "-0.0", "0.0", true),
        ("{\"exact\":true}", "{\"$set\":[1]}", "{\"$frozenset\":[1]}", false),
        ("{\"absolute\":0.01}", "1.005", "1", true), ("{\"absolute\":0.01}", "1.02", "1", false),
        ("{\"absolute\":0.01}", "{\"$float\":\"nan\"}", "{\"$float\":\"nan\"}", false),
        ("{\"absolute\":0.01}", "{\"$float\":\"inf\"}", "1", false),
        ("{\"relative\":0.5}", "{\"$float\":\"inf\"}", "1", false),
        ("{\"relative\":0.5}", "{\"$float\":\"inf\"}", "{\"$float\":\"inf\"}", true),
        (
            "{\"relative\":1e-9}", "[1000000000.5,{\"a\":2}]", "[1000000000.0,{\"a\":2.000000001}]",
            true
        ),
        ("{\"relative\":1e-9}", "0.0", "1e-300", false),
        ("{\"absolute\":0.1,\"relative\":0.01}", "101", "100", true),
        ("{\"absolute\":0.1,\"relative\":0.01}", "101.05", "100", false),
        ("{\"absolute\":0.1,\"relative\":0.01}", "0.05", "0", true),
        ("{\"absolute\":1e308}", "{\"$float\":\"nan\"}", "0", false),
        ("{\"unordered\":true}", "[{\"$float\":\"nan\"}]", "[{\"$float\":\"nan\"}]", false),
        ("{\"exact\":true}", "{\"$float\":\"nan\"}", "{\"$float\":\"nan\"}", false),
        ("{\"absolute\":0.5}", "\"a\"", "\"b\"", false),
        ("{\"absolute\":1}", "9007199254740995", "9007199254740992", false),
        ("{\"unordered\":true}", "[1,2,2]", "[2,1,2]", true),
        ("{\"unordered\":true}", "[1,1,2]", "[2,1,2]", false),
        ("{\"unordered\":true}", "[[1],{\"a\":2}]", "[{\"a\":2},[1]]", true),
        ("{\"unordered\":true}", "{\"$tuple\":[1,2]}", "[2,1]", false),
        ("{\"unordered\":true,\"absolute\":0.1}", "[[1.0,5],[2.0,6]]", "[[2.05,6],[1.05,5]]", true),
        ("{\"unordered\":true,\"absolute\":0.1}", "[3,1.05]", "[1,3.2]", false),
        ("{\"truth\":true}", "[1]", "true", false), ("{\"truth\":true}", "1", "true", true),
        ("{\"truth\":true}", "null", "false", true), ("{\"truth\":true}", "\"\"", "false", false),
        ("{\"truth\":true}", "2", "true", false),
        ("{\"projection\":\"tuple\"}", "[1,2]", "{\"$tuple\":[1,2]}", true),
        ("{\"projection\":\"tuple\"}", "7", "{\"$tuple\":[7]}", false),
        ("{\"projection\":\"set\"}", "[1,1,2]", "{\"$set\":[2,1]}", true),
        ("{\"projection\":\"set\"}", "[[1]]", "{\"$set\":[1]}", false),
        ("{\"projection\":\"sorted\"}", "[3,1,2.5]", "[1,2.5,3]", true),
        ("{\"projection\":\"sorted\"}", "[3,\"a\"]", "[3,\"a\"]", false),
        ("{\"projection\":\"sorted\"}", "{\"b\":1,\"a\":2}", "[\"a\",\"b\"]", true),
        ("{\"projection\":\"len\"}", "\"\u{1F600}x\"", "2", true),
        ("{\"projection\":\"list\"}", "\"ab\"", "[\"a\",\"b\"]", true),
        ("{\"tokens\":true}", "\"a  b\\n\"", "\"a b\"", true),
        ("{\"tokens\":true}", "\"ab\"", "\"a b\"", false),
    ])
    func `a row may say how to compare`(
        rule: String, actual: String, expected: String, isSame: Bool
    ) throws {
        let comparison = PlainComparison(try Comparison(json: try JSONParser.parse(rule)))
        let outcome = comparison.compare(
            try Support.value(actual), with: try Support.value(expected))
        #expect(outcome == (isSame ? .same : .different))
    }

    @Test func `large values are compared in linear time`() throws {
        let items = (0..<200_000).map { PlainValue.integer(Int64($0)) }
        var rule = Comparison()
        rule.unordered = true
        #expect(PlainComparison(rule).compare(.list(items), with: .list(items.reversed())) == .same)
    }

    @Test(arguments: [
        ("{}", "1\n2\n", "1 \r\n2\n\n", true), ("{}", "1\n2", "1\n\n2", false),
        ("{}", " 1", "1", false),
        ("{}", "1 2", "1  2", false), ("{}", "3\u{8}4", "4", false), ("{}", "", "\n", true),
        ("{}", "ab", "a", false),
        ("{\"tokens\":true}", "1 2\n3", "1\n2 3", true),
        ("{\"tokens\":true}", "1 2 3", "1 2", false),
        ("{\"tokens\":true}", "3.0", "3", false), ("{\"exact\":true}", "a\n", "a", false),
        ("{\"absolute\":0.01}", "3.001 x", "3 x", true), ("{\"absolute\":0.01}", "nan", "3", false),
        ("{\"absolute\":0.01}", "inf", "1e999", false), ("{\"absolute\":0.01}", "0x3", "3", false),
        ("{\"unordered\":true}", "b\na\n", "a\nb\n", true),
        ("{\"tokens\":true,\"unordered\":true}", "b a\nc", "c\nb a", true),
        ("{\"tokens\":true,\"unordered\":true}", "b a b", "a a b", false),
        ("{\"absolute\":0.01}", "nan", "nan", true), ("{\"absolute\":0.01}", "nan", "inf", false),
        ("{}", "\u{0663}", "3", false),
        ("{}", "YES", "yes", false),
    ])
    func `output is compared by lines unless a row says otherwise`(
        rule: String, actual: String, expected: String, isSame: Bool
    ) throws {
        let comparison = TextComparison(try Comparison(json: try JSONParser.parse(rule)))
        #expect(comparison.isSame(Array(actual.utf8), as: Array(expected.utf8)) == isSame)
    }
}

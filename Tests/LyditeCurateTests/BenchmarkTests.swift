import LyditeCore
import LyditeCurate
import LyditeFiles
import Support
import Testing

/// Problems of benchmarks are found again however they are written.
struct BenchmarkTests {
    private static let problem =
        "A farmer's field holds 12 long rows of young apple trees - each row with exactly 7 trees - "
        + "and he doesn't count the old ones. How many young trees does he have in all of them?"

    private func index(_ statements: [String]) -> BenchmarkIndex {
        var index = BenchmarkIndex()
        for (place, statement) in statements.enumerated() {
            index.add(statement, named: "b:\(place + 1)")
        }
        return index
    }

    @Test func `a problem that benchmarks have twice is found within another text`() {
        let filler = (0..<60).map { "filler\($0 % 7) other" }.joined(separator: " ")
        let hidden = filler + " " + Self.problem + " " + filler
        #expect(index([Self.problem]).match(hidden) == "b:1")
        #expect(index([Self.problem, Self.problem]).match(hidden) == "b:1")
        #expect(index([Self.problem]).match(filler) == nil)
    }

    @Test func `quotation marks and dashes of print change nothing`() {
        let printed = Self.problem.replacing("'", with: "\u{2019}")
            .replacing(" - ", with: "\u{2014}").replacing("12 long", with: "12\u{00A0}long")
        #expect(Words.hashes(of: printed) == Words.hashes(of: Self.problem))
        #expect(index([Self.problem]).match(printed) == "b:1")
        #expect(index([printed]).match(Self.problem) == "b:1")
    }

    @Test func `a file of blank statements holds nothing`() throws {
        let folder = try TemporaryFolder()
        let blank = try folder.write("{\"q\":\"\"}\n{\"q\":\" ?\"}\n", as: "blank.jsonl")
        #expect(throws: CurationError.emptyBenchmark(path: blank)) {
            try BenchmarkIndex(files: [blank], columns: ["q"])
        }
    }
}

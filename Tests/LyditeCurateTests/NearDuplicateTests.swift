import LyditeCore
import LyditeCurate
import LyditeFiles
import Support
import Testing

struct NearDuplicateTests {
    /// A text of words with numbers, and another with some of its words exchanged.
    private func planted(_ index: Int) -> (String, String) {
        var generator = SeededGenerator(
            seed: 3, parent: Digest(of: [1]), stage: "near", index: index)
        let count = generator.within(40...200)
        var words = (0..<count).map { _ in "w\(generator.below(3000))" }
        let first = words.joined(separator: " ")
        // Each exchange takes up to three runs away on both sides.
        for _ in 0..<max(1, count / (index % 2 == 0 ? 32 : 14)) {
            words[generator.below(count)] = "x\(generator.below(3000))"
        }
        return (first, words.joined(separator: " "))
    }

    private func jaccard(_ left: String, _ right: String) -> Double {
        let a = Set(Words.runs(Words.hashes(of: left), of: 3))
        let b = Set(Words.runs(Words.hashes(of: right), of: 3))
        return Double(a.intersection(b).count) / Double(max(1, a.union(b).count))
    }

    @Test func `nothing below the bound is merged, and what is above it is found`() throws {
        var index = MinHash(similarity: 0.8, words: 3)
        var texts: [String] = []
        let pairs = (0..<3000).map(planted)
        for (first, _) in pairs {
            let sketch = try #require(index.sketch(first))
            #expect(index.near(sketch) { texts[Int($0)] } == nil)
            index.insert(sketch, name: Int64(texts.count))
            texts.append(first)
        }
        var (near, found, wrong, below) = (0, 0, 0, 0)
        for (place, (first, second)) in pairs.enumerated() {
            let sketch = try #require(index.sketch(second))
            let match = index.near(sketch) { texts[Int($0)] }
            if jaccard(first, second) >= 0.8 {
                near += 1
                if match == Int64(place) { found += 1 }
            } else {
                below += 1
                if match != nil { wrong += 1 }
            }
        }
        #expect(near > 1000 && below > 300)
        #expect(Double(found) >= 0.95 * Double(near), "\(found) of \(near)")
        #expect(wrong == 0, "\(wrong) of \(below)")
    }

    @Test func `a short text is near nothing`() {
        let index = MinHash(similarity: 0.8, words: 3)
        #expect(index.sketch("") == nil && index.sketch("two words") == nil)
    }

    @Test func `masked words are numbers and names, wherever a sentence begins`() {
        func masked(_ text: String) -> UInt64 {
            Words.digest(Words.hashes(of: text, masksNumbers: true, masksNames: true))
        }
        #expect(masked("There Mia has 3.5 apples.") == masked("There Omar Ali has 1,200 apples!"))
        #expect(masked("There Mia has 3 apples.") != masked("There Mia has 3 pears."))
        #expect(masked("") == masked("?"))
    }

    // MARK: Against real problems

    private static let real = Project.shared.map { $0 + "/data/math_real_train.jsonl" }

    /// Statements of GSM8K: of its training file, and of its test file.
    private func statements() throws -> (train: [String], test: [String]) {
        let reader = try LineReader(try #require(Self.real))
        var (train, test): ([String], [String]) = ([], [])
        while let line = try reader.next() {
            let row = try JSONParser.parse(line.bytes)
            guard row["kind"] == "gsm8k", let text = row["statement"]?.stringValue else { continue }
            if row["source"]?.stringValue?.contains("test") == true {
                test.append(text)
            } else {
                train.append(text)
            }
        }
        return (train, test)
    }

    /// The text with each number replaced by another.
    private func renumbered(_ text: String, _ generator: inout SeededGenerator) -> String {
        var result = ""
        var isNumber = false
        for scalar in text.unicodeScalars {
            let isDigit = scalar.value &- 48 < 10
            if isDigit {
                if !isNumber { result += "\(generator.within(2...999))" }
            } else {
                result.unicodeScalars.append(scalar)
            }
            isNumber = isDigit
        }
        return result
    }

    @Test(.enabled(if: real != nil, "no real data: set LYDITE_SHARED"))
    func `copies of a benchmark are found with other numbers too, and other problems are not`()
        throws
    {
        let (train, test) = try statements()
        #expect(train.count > 2000 && test.count > 500)
        var index = BenchmarkIndex()
        for (place, text) in test.enumerated() { index.add(text, named: "test \(place)") }
        var generator = SeededGenerator(seed: 5, parent: Digest(of: [2]), stage: "d", index: 0)
        let verbatim = test.count { index.match($0) != nil }
        let changed = test.count { index.match(renumbered($0, &generator)) != nil }
        let within = test.count { index.match("Please solve this problem now. " + $0) != nil }
        let removed = train.count { index.match($0) != nil }
        print(
            "decontamination: verbatim \(verbatim), renumbered \(changed), within \(within) of "
                + "\(test.count); removed \(removed) of \(train.count)")
        #expect(Double(verbatim) >= 0.99 * Double(test.count))
        #expect(Double(changed) >= 0.99 * Double(test.count))
        #expect(Double(within) >= 0.99 * Double(test.count))
        #expect(Double(removed) <= 0.005 * Double(train.count))
    }
}

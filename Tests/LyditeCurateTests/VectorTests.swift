import LyditeCore
import LyditeCurate
import LyditeFiles
import LyditeStore
import Support
import Testing

struct VectorTests {
    private func name(_ index: Int) -> Digest { Digest(of: Array("v\(index)".utf8)) }

    private func random(_ count: Int, _ generator: inout SeededGenerator) -> [Float] {
        (0..<count).map { _ in Float(generator.within(-1000...1000)) }
    }

    @Test(arguments: [
        "{", #"{"vector":[1]}"#, #"{"trace":"00","vector":[1]}"#,
        #"{"trace":"ID","vector":[]}"#, #"{"trace":"ID","vector":["a"]}"#,
        #"{"trace":"ID","vector":[0,0]}"#, #"{"trace":"ID","vector":[1]}"#,
    ])
    func `a row that is no vector like the first is refused with its line`(row: String) throws {
        let folder = try TemporaryFolder()
        let id = name(1).description
        let path = try folder.write(
            #"{"trace":"\#(name(0).description)","vector":[1,2]}"# + "\n"
                + row.replacing("ID", with: id) + "\n", as: "v.jsonl")
        let error = #expect(throws: FileError.self) { try VectorIndex(files: [path]) }
        #expect(error?.description.contains("v.jsonl:2") == true)
    }

    @Test func `what points the same way is found, and nothing else`() {
        var generator = SeededGenerator(seed: 1, parent: name(0), stage: "v", index: 0)
        var index = VectorIndex()
        let base = (0..<400).map { _ in random(64, &generator) }
        // A little noise leaves a cosine above the bound, much noise one below it.
        let near = base.map { vector in
            zip(vector, random(64, &generator)).map { $0 + 0.3 * $1 }
        }
        let far = base.map { vector in
            zip(vector, random(64, &generator)).map { $0 + 0.8 * $1 }
        }
        for (place, vector) in (base + near + far).enumerated() {
            let isAdded = index.add(vector, of: name(place))
            #expect(isAdded)
        }
        let isAdded = index.add([0, 0], of: name(9999))
        #expect(!isAdded)
        index.prepare()
        for place in 0..<400 {
            #expect(index.near(Int32(place), similarity: 0.92) == nil)
            index.insert(Int32(place))
        }
        func cosine(_ a: [Float], _ b: [Float]) -> Float {
            func dot(_ x: [Float], _ y: [Float]) -> Float {
                zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
            }
            return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
        }
        var (found, all) = (0, 0)
        for place in 0..<400 where cosine(base[place], near[place]) >= 0.92 {
            all += 1
            if index.near(Int32(400 + place), similarity: 0.92) == name(place) { found += 1 }
        }
        #expect(all > 300 && Double(found) >= 0.95 * Double(all), "\(found) of \(all)")
        for place in 0..<400 where cosine(base[place], far[place]) < 0.9 {
            #expect(index.near(Int32(800 + place), similarity: 0.92) == nil)
        }
    }

    @Test func `rows without a vector stay, and the first of two alike stays`() throws {
        let folder = try TemporaryFolder()
        var rows = CurationRows()
        let made = [rows.row("a"), rows.row("b"), rows.row("c"), rows.row("d")]
        let vectors: [[Double]] = [[1, 0], [0.99, 0.01], [0, 1]]
        let lines = zip(made, vectors).map {
            #"{"trace":"\#($0.trace.digest.description)","vector":\#($1)}"# + "\n"
        }
        _ = try folder.write(lines.joined(), as: "v.jsonl")
        let reasons = try CurationRows.reasons(
            "embedding: {vectors: \(folder.path)/v.jsonl}", made)
        #expect(reasons == [nil, "same-meaning", nil, nil])
    }

    @Test func `a set is at no distance from itself and far from other words`() throws {
        func texts(_ all: [String]) -> Distance.Texts {
            var texts = Distance.Texts()
            for text in all { texts.add(text) }
            return texts
        }
        let apples = (0..<20).map { "Mia has \($0) apples and buys \($0 * 2) more." }
        let other = (0..<20).map {
            "solve for x the long equation number \($0) with care please now"
        }
        let same = Distance(texts(apples), texts(apples))
        #expect(same.length == 0 && same.vocabulary == 0 && same.structure == 0)
        let far = Distance(texts(apples), texts(other))
        #expect(far.length == 1 && far.vocabulary > 0.7 && far.structure == 1)
        let none = Distance(texts([]), texts(apples))
        #expect(none.length == 1 && none.vocabulary == 1)
        var missing = Distance.Texts()
        let error = #expect(throws: FileError.self) {
            try missing.add(file: "/none.jsonl", columns: ["q"])
        }
        #expect(error?.description.contains("does not exist") == true)
    }
}

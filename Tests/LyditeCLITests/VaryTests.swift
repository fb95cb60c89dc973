import Foundation
import Support
import Testing

struct VaryTests {
    private static let families = ["money/change", "arithmetic/boxes", "rates/trip"]

    @Test(arguments: [
        ("transform: [backwards]", ":1: transform has \"backwards\""),
        (
            "registre: [plain]",
            ":1: the matrix has no field \"registre\"; did you mean \"register\"?"
        ),
        ("each: 0", ":1: each is 0; a whole number from 1"),
        ("depth: 9", ":1: depth is 9"), ("difficulty: [6]", ":1: difficulty has \"6\""),
        ("each: 1\ntopics: []", ":2: topics is a list"), ("- plain", ":1: the matrix is a list"),
        ("register: [plain, plain]", ":1: register has \"plain\" twice"),
    ])
    func `a matrix that cannot be read is refused with its line`(text: String, fault: String) throws
    {
        let folder = try TemporaryFolder()
        let path = folder.path + "/matrix.yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let result = try Program.lydite(["vary", "--matrix", path, "money/change"])
        #expect(result.code == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(path + fault), "\(result.errors)")
    }

    @Test func `rows of data have no variants, and a matrix has its own count`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/rows.jsonl"
        try "{}\n".write(toFile: path, atomically: true, encoding: .utf8)
        let rows = try Program.lydite(["vary", path])
        #expect(rows.code == 2)
        #expect(rows.errors.contains("variants are made of families and code problems"))
        let both = try Program.lydite(["vary", "--matrix", path, "--variants", "3"])
        #expect(both.code == 64)
    }

    @Test func `the same seed gives the same bytes with any number of workers`() throws {
        let folder = try TemporaryFolder()
        let matrix = folder.path + "/matrix.yaml"
        try "each: 2\ndepth: 2\n".write(toFile: matrix, atomically: true, encoding: .utf8)
        for more in [["--variants", "30"], ["--matrix", matrix]] {
            let one = try Program.lydite(["vary", "--jobs", "1", "--quiet"] + more + Self.families)
            let four = try Program.lydite(
                ["vary", "--jobs", "4", "--quiet"] + more + Self.families)
            let other = try Program.lydite(
                ["vary", "--seed", "2", "--quiet"] + more + Self.families)
            #expect(one.code == 0)
            #expect(one.output == four.output)
            #expect(one.output != other.output)
            let rows = one.output.split(separator: "\n")
            #expect(rows.count >= 90)
            for row in rows {
                #expect(row.contains("\"proof\":{\"kind\":\"family\""))
                #expect(row.contains("\"lineage\":{"))
            }
        }
    }

    @Test func `the table shows every cell and why some are empty`() throws {
        let folder = try TemporaryFolder()
        let matrix = folder.path + "/matrix.yaml"
        try """
        topics: [money, chess]
        difficulty: [1]
        register: [plain, casual]
        transform: [numbers, backward, unit-change]
        each: 2
        """.write(toFile: matrix, atomically: true, encoding: .utf8)
        let out = folder.path + "/rows.jsonl"
        let result = try Program.lydite(
            ["vary", "--quiet", "--matrix", matrix, "--out", out, "money/change"])
        #expect(result.code == 0)
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines[0].split(separator: " ") == ["numbers", "backward", "unit-change"])
        #expect(lines[1].split(separator: " ") == ["money", "1", "4/4", "4/4", "0/4"])
        #expect(lines[2].split(separator: " ") == ["chess", "1", "0/4", "0/4", "0/4"])
        #expect(result.output.contains("12 cells: 4 full, 8 empty; 8 variants"))
        #expect(result.output.contains("there is nothing for \"unit-change\""))
        #expect(result.output.contains("empty chess 1: no family has this topic and difficulty"))
        let rows = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
        #expect(rows.count == 8)
    }
}

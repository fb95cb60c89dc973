import Foundation
import LyditeCore
import Testing

@testable import LyditeServe

/// Bodies and paths that nobody would send by mistake: no reader of ours may trap on one, or read it as another.
struct RequestFuzzTests {
    private static let seeds = [
        #"[{"id":1,"gold":"1/2","pred":"0.5"},{"id":2,"cases":[{"stdin":"4","stdout":"8"}],"solution":"x"}]"#,
        #"{"code":"print(\"a\\n\")","language":"python","files":{"i":"YWI="},"fetch_files":["o"],"run_timeout":1.5}"#,
        #"{"completions":["a",[{"role":"assistant","content":"b"}]],"gold":["1",{"gold":"2"}],"undecided":-1}"#,
        #"{"query":["a<|im_end|>"],"prompts":["a"],"labels":[{"inputs":["1\n2"],"outputs":["3"],"fn_name":"f"}]}"#,
        #"{"gold":"x","response":"y","spec":{"tolerance":"0.1"},"extract":"strict"}"#,
        "[1, [2, \"]\"] ,{}]",
    ]

    private static let parts = [
        "\"", "\\", "[", "]", "{", "}", ",", ":", "null", "1e999", "-", "\u{0}", "\\ud800", "\n",
        "\\u0000",
        "99999999999999999999", "</s>", "|>", "<|", "true",
    ].map { Array($0.utf8) }

    private struct Mutator {
        var generator: SeededGenerator

        mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

        mutating func next() -> [UInt8] {
            var bytes = Array(RequestFuzzTests.seeds[pick(RequestFuzzTests.seeds.count)].utf8)
            for _ in 0...pick(6) {
                let at = pick(bytes.count + 1)
                switch pick(4) {
                case 0:
                    bytes.insert(
                        contentsOf: RequestFuzzTests.parts[pick(RequestFuzzTests.parts.count)],
                        at: at)
                case 1: bytes.removeSubrange(at..<min(bytes.count, at + pick(9)))
                case 2: if at < bytes.count { bytes[at] = UInt8(pick(256)) }
                default:
                    bytes.append(
                        contentsOf: RequestFuzzTests.seeds[pick(RequestFuzzTests.seeds.count)].utf8)
                }
            }
            return bytes
        }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a list is split exactly where JSON says, or refused`(seed: UInt64) throws {
        var mutator = Mutator(
            generator: SeededGenerator(
                seed: seed, parent: Digest(of: Array("fuzz".utf8)), stage: "rows", index: 0))
        for _ in 0..<4000 {
            let bytes = mutator.next()
            let json = try? JSONParser.parse(bytes)
            let found = try? RowSplitter.split(bytes)
            if case .array(let items)? = json {
                guard case .list(let rows)? = found else {
                    Issue.record(
                        "seed \(seed): a list was refused: \(String(decoding: bytes, as: UTF8.self))"
                    )
                    return
                }
                #expect(try rows.map { try JSONParser.parse(Array(bytes[$0])) } == items)
            } else if case .list(let rows)? = found {
                // Some element is no JSON: else the whole would be.
                #expect(rows.contains { (try? JSONParser.parse(Array(bytes[$0]))) == nil })
            }
            for line in RowSplitter.lines(bytes) { #expect(!bytes[line].contains(10)) }
        }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `no reader traps`(seed: UInt64) {
        var mutator = Mutator(
            generator: SeededGenerator(
                seed: seed, parent: Digest(of: Array("fuzz".utf8)), stage: "bodies", index: 0))
        let shapes = RouteTable.all.compactMap { route -> BodyShape? in
            if case .shape(let shape) = route.body { shape } else { nil }
        }
        #expect(shapes.count == 7)
        var read = 0
        for _ in 0..<2000 {
            let bytes = mutator.next()
            let text = String(decoding: bytes, as: UTF8.self)
            for shape in shapes where (try? shape.read(bytes)) != nil { read += 1 }
            if let json = try? JSONParser.parse(bytes) {
                _ = try? GroundTruth.row(json, response: text, name: "gold")
            }
            if let row = try? GroundTruth.row(.string(text), response: text, name: "gold") {
                #expect(row["response"]?.stringValue == text)
            }
            #expect(text.utf8.starts(with: OpenRLHFRoutes.response(in: text, after: "").utf8))
            _ = EntryPoint.find(in: text, calledBy: text)
            if String(validating: bytes, as: UTF8.self) == nil {
                #expect(bytes.indices.contains(UTF8Fault.first(in: bytes).place))
            }
            let path = RequestPath("/t/" + text)
            #expect(path.token == nil || !path.path.isEmpty)
        }
        #expect(read > 0)
    }
}

import Foundation
import LyditeCore
import Support
import Testing

/// Inputs that libFuzzer found worth keeping: faults that were mended, and ways through the code.
struct FuzzCorpusTests {
    struct Input: Sendable, CustomTestStringConvertible {
        var harness: Harness
        var bytes: [UInt8]
        var testDescription: String { "\(harness) \(String(decoding: bytes, as: UTF8.self))" }
    }

    /// 20 ms in a release build, times what a debug build and a busy machine make of it.
    private static let maximumSeconds = 2.0

    private static let inputs: [Input] = {
        let path = Project.root + "/Tests/LyditeMathTests/Fuzz/corpus.jsonl"
        let lines = FileManager.default.contents(atPath: path)?.split(separator: 0x0A) ?? []
        return lines.compactMap { line in
            guard let json = try? JSONParser.parse(Array(line)),
                let harness = json["harness"]?.stringValue.flatMap({ Harness(rawValue: $0) }),
                let bytes = json["bytes_b64"]?.stringValue.flatMap({ Base64.bytes(of: $0) })
            else { return nil }
            return Input(harness: harness, bytes: bytes)
        }
    }()

    @Test func `the corpus is there`() {
        for harness in Harness.allCases {
            #expect(Self.inputs.contains { $0.harness == harness })
        }
    }

    @Test(arguments: inputs)
    func `an input found by fuzzing holds`(input: Input) {
        let began = Self.threadSeconds()
        #expect(input.harness.run(input.bytes) == nil)
        #expect(Self.threadSeconds() - began < Self.maximumSeconds)
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

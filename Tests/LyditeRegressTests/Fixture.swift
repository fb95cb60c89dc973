import Foundation
import LyditeCore
import Support

@testable import LyditeRegress

/// Small corpora in files of their own.
struct Fixture {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func file(_ name: String, _ lines: [String]) throws -> String {
        let path = folder.path + "/" + name
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(
            to: URL(fileURLWithPath: path))
        return path
    }

    func corpus(_ lines: [String]) throws -> Corpus { try Corpus([file("corpus.jsonl", lines)]) }

    static func row(_ id: String, _ gold: String, _ pred: String, _ expected: String) -> String {
        #"{"id":"\#(id)","gold":"\#(gold)","pred":"\#(pred)","expected":"\#(expected)"}"#
    }

    static let three = [
        row("a", "1", "1", "correct"), row("b", "2", "3", "incorrect:wrong-answer"),
        row("c", "4", "4", "correct"),
    ]
}

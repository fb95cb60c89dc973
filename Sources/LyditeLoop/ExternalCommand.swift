internal import LyditeCore

/// A program of the user's: its words, in which placeholders stand, and the longest it may take.
///
/// The placeholders are `{data}`, `{model}`, `{out}`, `{round}`, `{seed}`, `{requests}`, `{answers}` and `{purpose}`; a
/// command names those that it needs. There is no shell in between.
package struct ExternalCommand: Hashable, Sendable {
    package var words: [String]
    package var seconds: Double

    /// What each placeholder stands for, in one call.
    package typealias Values = [String: String]

    /// Every placeholder, with what it stands for.
    package static let placeholders: [(name: String, meaning: String)] = [
        ("data", "folder with sft.jsonl and dpo.jsonl"),
        ("model", "checkpoint before; \"none\" before the first"),
        ("out", "folder that the trainer makes"),
        ("round", "number of the round"),
        ("seed", "a seed of the round's own"),
        ("requests", "file of requests, in the form of batch interfaces"),
        ("answers", "file that the sampler makes"),
        ("purpose", "solve or evaluate"),
    ]

    package init(words: [String], seconds: Double) {
        self.words = words
        self.seconds = seconds
    }

    func filled(_ values: Values) -> [String] { words.map { Self.fill($0, values) } }

    /// Names in braces that are no placeholder.
    var unknown: [String] {
        let known = Set(Self.placeholders.map { "{\($0.name)}" })
        return words.flatMap(Self.braces).filter { !known.contains($0) }
    }

    /// One pass, so that a value with braces in it stays what it is.
    private static func fill(_ word: String, _ values: Values) -> String {
        var result = ""
        var rest = Substring(word)
        while let start = rest.firstIndex(of: "{") {
            result += rest[..<start]
            rest = rest[start...]
            if let end = rest.firstIndex(of: "}"),
                let value = values[String(rest[rest.index(after: start)..<end])]
            {
                result += value
                rest = rest[rest.index(after: end)...]
            } else {
                result += "{"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    /// `{name}` of small letters alone: JSON in an argument is none.
    private static func braces(_ word: String) -> [String] {
        var found: [String] = []
        var rest = Substring(word)
        while let start = rest.firstIndex(of: "{") {
            rest = rest[start...]
            let name = rest.dropFirst().prefix { $0.isLowercase && $0.isASCII }
            let after = rest.dropFirst(1 + name.count)
            if !name.isEmpty, after.first == "}" { found.append("{\(name)}") }
            rest = rest.dropFirst()
        }
        return found
    }

    var json: JSON {
        [
            "words": .array(words.map { .string($0) }), "seconds": .double(seconds),
        ]
    }
}

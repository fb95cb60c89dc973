internal import LyditeCore

/// What is read from a model's proposal.
enum ProposalText {
    /// Bytes of a statement.
    private static let bounds = 15...8_000
    private static let maximumInputs = 64

    /// The text between `<problem>` and `</problem>`, the last such; the whole answer where there are no marks.
    static func statement(in answer: String) -> String? {
        var text = answer[...]
        if let start = answer.ranges(of: "<problem>").last {
            let rest = answer[start.upperBound...]
            guard let end = rest.firstRange(of: "</problem>") else { return nil }
            text = rest[..<end.lowerBound]
        } else if answer.contains("</problem>") {
            return nil
        }
        let plain = String(text).trimmed
        return bounds.contains(plain.utf8.count) ? plain : nil
    }

    /// The lists of arguments in a model's answer: its first JSON array, which must be one of arrays.
    static func inputs(in answer: String) -> [JSON]? {
        let bytes = Array(answer.utf8)
        guard let start = bytes.firstIndex(of: UInt8(ascii: "[")),
            let end = endOfArray(bytes, from: start),
            let items = (try? JSONParser.parse(Array(bytes[start...end])))?.arrayValue,
            !items.isEmpty, items.count <= maximumInputs,
            items.allSatisfy({ $0.arrayValue != nil })
        else { return nil }
        return items
    }

    /// The bracket that closes the one at `start`; those within texts do not count.
    private static func endOfArray(_ bytes: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var isText = false
        var isEscaped = false
        for place in start..<bytes.count {
            switch bytes[place] {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\") where isText: isEscaped = true
            case UInt8(ascii: "\""): isText.toggle()
            case UInt8(ascii: "[") where !isText: depth += 1
            case UInt8(ascii: "]") where !isText:
                depth -= 1
                if depth == 0 { return place }
            default: continue
            }
        }
        return nil
    }

    /// The letters and digits of a statement, by which repetitions are told.
    static func key(_ statement: String) -> Digest {
        Digest(
            of: statement.lowercased().utf8.filter { byte in
                byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
            })
    }
}

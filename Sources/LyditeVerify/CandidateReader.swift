/// Takes the program out of a model's response.
///
/// Reasoning between `<think>` tags is left out. Of several fenced blocks the last one that defines
/// the entry point counts, else the last of the language, else the last without a label. A response
/// without a block is taken whole when it begins like code.
package enum CandidateReader {
    /// - Complexity: linear in the text.
    package static func program(
        in text: String, language: String, entryPoint: String? = nil
    ) -> String? {
        let bytes = withoutReasoning(Array(text.utf8))
        let blocks = FencedBlock.blocks(in: bytes).filter { isOf(language, label: $0.label) }
        if let entryPoint,
            let block = blocks.last(where: { defines(entryPoint, in: $0.body, language) })
        {
            return block.text
        }
        if let block = blocks.last(where: { !$0.label.isEmpty && !$0.isBlank }) {
            return block.text
        }
        if let block = blocks.last(where: { !$0.isBlank }) { return block.text }
        guard looksLikeCode(bytes, language) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let labels: [String: Set<String>] = [
        "python": ["python", "py", "python3"], "c": ["c"], "cpp": ["cpp", "c++", "cc", "cxx"],
        "javascript": ["javascript", "js", "node"], "bash": ["bash", "sh", "shell"],
        "swift": ["swift"],
    ]

    private static func isOf(_ language: String, label: String) -> Bool {
        label.isEmpty || label == language || labels[language]?.contains(label) == true
    }

    /// What follows the last closing tag, and not what an opening tag without an end begins.
    private static func withoutReasoning(_ bytes: [UInt8]) -> [UInt8] {
        var rest = bytes[...]
        if let end = lastIndex(of: Array("</think>".utf8), in: bytes) { rest = bytes[(end + 8)...] }
        let open = Array("<think>".utf8)
        let first = rest.drop { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
        if first.starts(with: open) { return [] }
        return Array(rest)
    }

    private static func lastIndex(of needle: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= needle.count else { return nil }
        return stride(from: bytes.count - needle.count, through: 0, by: -1).first { start in
            bytes[start] == needle[0] && bytes[start..<start + needle.count].elementsEqual(needle)
        }
    }

    /// Whether a line of `body` begins a definition of `name`.
    private static func defines(_ name: String, in body: [UInt8], _ language: String) -> Bool {
        let starts: [String]
        switch language {
        case "python":
            starts = ["def \(name)", "async def \(name)", "class \(name)", "\(name) =", "\(name)="]
        case "javascript":
            starts = [
                "function \(name)", "async function \(name)", "const \(name)", "let \(name)",
                "var \(name)",
                "export function \(name)", "class \(name)", "\(name) =",
            ]
        default: return body.firstRange(of: Array(name.utf8)) != nil
        }
        let patterns = starts.map { Array($0.utf8) }
        for line in body.split(separator: 10) {
            for pattern in patterns where line.starts(with: pattern) {
                let next = line.dropFirst(pattern.count).first
                if next.map(isNamePart) != true { return true }
            }
        }
        return false
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || byte | 0x20 &- UInt8(ascii: "a") < 26
            || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }

    private static let beginnings: [String: [String]] = [
        "python": [
            "def ", "class ", "import ", "from ", "#", "@", "async def ", "if ", "for ", "while ",
            "try:", "with ",
            "print(", "\"\"\"",
        ],
        "c": ["#include", "#define", "int ", "//", "/*", "static ", "void "],
        "cpp": [
            "#include", "#define", "int ", "//", "/*", "using ", "template", "static ", "void ",
        ],
        "javascript": [
            "function ", "const ", "let ", "var ", "//", "/*", "'use strict'", "\"use strict\"",
            "import ",
        ],
        "bash": ["#!", "#", "read ", "echo ", "while ", "for ", "set "],
    ]

    private static func looksLikeCode(_ bytes: [UInt8], _ language: String) -> Bool {
        let lines = bytes.split(separator: 10)
        guard
            let first = lines.first(where: {
                !$0.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            })
        else {
            return false
        }
        if beginnings[language]?.contains(where: { first.starts(with: Array($0.utf8)) }) == true {
            return true
        }
        // An assignment or a call that begins the line, as in `n = int(input())`.
        let name = first.prefix(while: isNamePart)
        let rest = first.dropFirst(name.count).drop { $0 == 0x20 }
        guard !name.isEmpty, let sign = rest.first else { return false }
        return sign == UInt8(ascii: "=") || sign == UInt8(ascii: "(") && rest.count < first.count
    }
}

/// A fenced block of Markdown.
struct FencedBlock {
    /// The first word after the opening fence, in lower case.
    var label: String
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var isBlank: Bool { body.allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) } }

    /// All blocks in order; one that is never closed ends with the text.
    static func blocks(in bytes: [UInt8]) -> [FencedBlock] {
        var blocks: [FencedBlock] = []
        var open: (fence: Fence, block: FencedBlock)?
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            let fence = Fence(line)
            if let current = open {
                if let fence, fence.closes(current.fence) {
                    blocks.append(current.block)
                    open = nil
                } else {
                    open!.block.body.append(
                        contentsOf: line.dropFirst(indent(of: line, atMost: current.fence.indent)))
                    open!.block.body.append(10)
                }
            } else if let fence {
                open = (fence, FencedBlock(label: fence.label, body: []))
            }
        }
        if let open { blocks.append(open.block) }
        return blocks
    }

    private static func indent(of line: ArraySlice<UInt8>, atMost count: Int) -> Int {
        line.prefix(count).prefix { $0 == 0x20 || $0 == 0x09 }.count
    }

    private struct Fence {
        var mark: UInt8
        var count: Int
        var indent: Int
        var label: String

        init?(_ line: ArraySlice<UInt8>) {
            let trimmed = line.drop { $0 == 0x20 || $0 == 0x09 }
            guard let mark = trimmed.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
            else { return nil }
            let count = trimmed.prefix { $0 == mark }.count
            guard count >= 3 else { return nil }
            let info = trimmed.dropFirst(count).drop { $0 == 0x20 || $0 == 0x09 }
            guard !info.contains(UInt8(ascii: "`")) else { return nil }
            let word = info.prefix { $0 > 0x20 && $0 != UInt8(ascii: "{") }
            self.mark = mark
            self.count = count
            self.indent = line.count - trimmed.count
            label = String(decoding: word, as: UTF8.self).lowercased()
        }

        func closes(_ other: Fence) -> Bool {
            mark == other.mark && count >= other.count && label.isEmpty
        }
    }
}

extension Array where Element == UInt8 {
    /// The first place of `needle`.
    func firstRange(of needle: [UInt8]) -> Range<Int>? {
        guard !needle.isEmpty, count >= needle.count else { return nil }
        for start in 0...(count - needle.count)
        where self[start] == needle[0] && self[start..<start + needle.count].elementsEqual(needle) {
            return start..<start + needle.count
        }
        return nil
    }
}

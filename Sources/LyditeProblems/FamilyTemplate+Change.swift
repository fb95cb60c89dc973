internal import LyditeMath

extension FamilyTemplate {
    /// The names whose values are printed; those that only choose a word are left out.
    var printedNames: [String] {
        pieces.compactMap { piece in
            if case .field(let field) = piece { field.name } else { nil }
        }
    }

    /// Both texts, with a blank between them.
    static func + (left: FamilyTemplate, right: FamilyTemplate) -> FamilyTemplate {
        FamilyTemplate(pieces: left.pieces + [.text(" ")] + right.pieces, line: left.line)
    }

    /// Every number as its piece prints it, in the order of the text.
    func numbers(_ scene: FamilyScene) -> [String] {
        pieces.flatMap { piece -> [String] in
            switch piece {
            case .text(let text): NumberScan.numbers(in: text)
            case .equation, .choice: []
            case .field(let field):
                if scene.value(field.name) == nil, scene.word(field.name) == nil {
                    []
                } else {
                    NumberScan.numbers(
                        in: FamilyTemplate(pieces: [piece], line: line).text(scene))
                }
            }
        }
    }

    /// The template with other names for some.
    func renaming(_ names: [String: String]) -> FamilyTemplate {
        if names.isEmpty { return self }
        var template = self
        template.pieces = pieces.map { piece in
            switch piece {
            case .text, .equation: return piece
            case .choice(let count, let one, let many):
                return .choice(count: names[count] ?? count, one: one, many: many)
            case .field(var field):
                field.name = Self.renamed(field.name, names)
                field.form = field.form.map { names[$0] ?? $0 }
                return .field(field)
            }
        }
        return template
    }

    /// `{Buyer}` stands for the slot "buyer" with a capital.
    private static func renamed(_ name: String, _ names: [String: String]) -> String {
        if let new = names[name] { return new }
        let small = name.prefix(1).lowercased() + name.dropFirst()
        return names[small].map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? name
    }

    /// The template with a letter in the place of a number, and plurals where it counted; nil where
    /// the text needs the number itself.
    func replacing(_ name: String, byLetter letter: String) -> FamilyTemplate? {
        var template = self
        template.pieces = []
        for piece in pieces {
            switch piece {
            case .choice(name, _, let many): template.pieces.append(.text(many))
            case .field(var field) where field.form == name:
                if field.article != nil { return nil }
                field.form = "many"
                template.pieces.append(.field(field))
            case .field(let field) where field.name == name:
                if field.article != nil || (field.form != nil && field.form != "money") {
                    return nil
                }
                template.pieces.append(.text(letter))
            default: template.pieces.append(piece)
            }
        }
        return template
    }

    /// The template with one slot's `{slot:unit}` as another slot's; nil where the slot stands in
    /// any other way.
    func replacing(_ name: String, byUnitOf other: String) -> FamilyTemplate? {
        var template = self
        template.pieces = []
        for piece in pieces {
            switch piece {
            case .choice(name, _, _): return nil
            case .field(let field) where field.form == name: return nil
            case .field(var field) where field.name == name:
                guard field.form == "unit", field.article == nil else { return nil }
                field.name = other
                template.pieces.append(.field(field))
            default: template.pieces.append(piece)
            }
        }
        return template
    }

    /// Single letters of the text, as capitals: names of variables and of points.
    var letters: Set<String> {
        pieces.reduce(into: []) { letters, piece in
            guard case .text(let text) = piece else { return }
            for word in text.split(whereSeparator: { !$0.isLetter }) where word.count == 1 {
                letters.insert(word.uppercased())
            }
        }
    }

    /// Whether a letter can stand for a name's number without running into its neighbours, as it
    /// would in `3x`.
    func isApart(_ name: String) -> Bool {
        for (place, piece) in pieces.enumerated() {
            guard case .field(let field) = piece, field.name == name else { continue }
            if place + 1 < pieces.count, let next = Self.edge(of: pieces[place + 1], isStart: true),
                next.isLetter || next.isNumber || next == "^" || next == "-"
            {
                return false
            }
            if place > 0, let last = Self.edge(of: pieces[place - 1], isStart: false),
                last.isLetter || last.isNumber || last == "^" || last == "-"
            {
                return false
            }
        }
        return true
    }

    /// The character of a piece that touches its neighbour; a value counts as a letter.
    private static func edge(of piece: Piece, isStart: Bool) -> Character? {
        guard case .text(let text) = piece else { return "a" }
        return isStart ? text.first : text.last
    }

    /// The text just before a name's number, such as the `$` of a price.
    func mark(before name: String) -> Character? {
        for (piece, next) in zip(pieces, pieces.dropFirst()) {
            if case .field(let field) = next, field.name == name, case .text(let text) = piece {
                return text.last
            }
        }
        return nil
    }
}

/// The numbers that stand in a text as digits.
package enum NumberScan {
    /// Runs of digits, with a point where digits follow it: `7th` gives 7, `1/4` gives 1 and 4.
    package static func numbers(in text: String) -> [String] {
        var text = text
        return text.withUTF8 { bytes in
            var numbers: [String] = []
            var at = 0
            while at < bytes.count {
                guard isDigit(bytes[at]) else {
                    at += 1
                    continue
                }
                let start = at
                while at < bytes.count, isDigit(bytes[at]) || isPoint(bytes, at) { at += 1 }
                numbers.append(String(decoding: bytes[start..<at], as: UTF8.self))
            }
            return numbers
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isPoint(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        bytes[at] == UInt8(ascii: ".") && at + 1 < bytes.count && isDigit(bytes[at + 1])
    }
}

package import LyditeMath

/// A sentence with places for values: `{buyer} buys {n} {thing:n} at ${price} each.`
///
/// - `{n}` prints a value, `{n:money}` 2.50 or 3, `{n:th}` 7th, `{n:pad}` 05, `{n:words}` seven,
///   `{n:unit}` 7 meters for a slot with a unit.
/// - `{thing}` prints a noun, `{thing:many}` its plural, `{thing:n}` what fits the number n.
/// - `{Thing}` and `{Buyer:they}` begin with a capital.
/// - `{buyer:they}` prints a pronoun, `{n|was|were}` chooses by the number.
/// - `{a n}` prints "an 8" or "a 7", `{A thing}` prints "An apple".
/// - `{=}` prints the equation of the present step.
package struct FamilyTemplate: Hashable, Sendable {
    package enum Piece: Hashable, Sendable {
        case text(String)
        case equation
        case field(Field)
        case choice(count: String, one: String, many: String)
    }

    package struct Field: Hashable, Sendable {
        package var name: String
        package var form: String?
        package var article: String?
    }

    package var pieces: [Piece]
    package var line: Int

    static let empty = FamilyTemplate(pieces: [], line: 0)

    /// The forms that print a number in another way.
    package static let numberForms = [
        "money", "th", "pad", "words", "unit", "spell", "Spell", "comma", "cents",
    ]

    /// Every name between braces, with its form.
    package var fields: [Field] {
        pieces.flatMap { piece -> [Field] in
            switch piece {
            case .text, .equation: []
            case .field(let field): [field]
            case .choice(let count, _, _): [Field(name: count)]
            }
        }
    }

    package var hasEquation: Bool { pieces.contains(.equation) }

    /// The digits that stand in the text itself.
    package var literalNumbers: [String] {
        pieces.flatMap { piece -> [String] in
            guard case .text(let text) = piece else { return [] }
            return text.split { !$0.isNumber && $0 != "." }.map { part in
                String(part.hasSuffix(".") ? part.dropLast() : part)
            }.filter { $0.contains(where: \.isNumber) }
        }
    }

    /// Reads `source`, with white space folded; a text that cannot be read gives the reason
    /// instead.
    package static func parse(_ source: String, line: Int) -> Result<FamilyTemplate, Misreading> {
        let folded = source.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var pieces: [Piece] = []
        var rest = folded[...]
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[open] == "{" else { return .failure(Misreading("a } without its {")) }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else {
                return .failure(Misreading("a { without its }"))
            }
            let inside = rest[rest.index(after: open)..<close]
            guard let piece = piece(inside) else {
                return .failure(Misreading("\"{\(inside)}\" is no place for a value"))
            }
            pieces.append(piece)
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return .success(FamilyTemplate(pieces: pieces, line: line))
    }

    /// Why a text is no template.
    package struct Misreading: Error {
        package var reason: String

        init(_ reason: String) { self.reason = reason }
    }

    private static func piece(_ inside: Substring) -> Piece? {
        if inside == "=" { return .equation }
        let branches = inside.split(separator: "|", omittingEmptySubsequences: false).map(
            String.init)
        if branches.count == 3, isName(branches[0]) {
            return .choice(count: branches[0], one: branches[1], many: branches[2])
        }
        var body = inside
        var article: String?
        for word in ["a", "A"] where inside.hasPrefix(word + " ") {
            article = word
            body = inside.dropFirst(2)
        }
        let parts = body.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, parts.allSatisfy(isName) else { return nil }
        let form = parts.count == 2 ? parts[1] : nil
        return .field(Field(name: parts[0], form: form, article: article))
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    }
}

/// The values that a template is printed with.
package struct FamilyScene: Sendable {
    private enum Source: Sendable {
        case named([String: Rational], styles: [String: FamilyNumberStyle])
        case placed(FamilyValues)
    }

    private var source: Source
    package var words: [String: FamilyWord]
    package var equation = ""
    /// The units of slots that have one.
    package var units: [String: FamilyUnit] = [:]

    package init(
        numbers: [String: Rational], styles: [String: FamilyNumberStyle],
        words: [String: FamilyWord]
    ) {
        source = .named(numbers, styles: styles)
        self.words = words
    }

    init(values: FamilyValues, words: [String: FamilyWord]) {
        source = .placed(values)
        self.words = words
        units = values.layout.units
    }

    func word(_ name: String) -> (word: FamilyWord, isCapital: Bool)? {
        if let word = words[name] { return (word, false) }
        guard let first = name.first, first.isUppercase else { return nil }
        return words[first.lowercased() + name.dropFirst()].map { ($0, true) }
    }

    func value(_ name: String) -> Rational? {
        switch source {
        case .named(let numbers, _): numbers[name]
        case .placed(let values): values[name]
        }
    }

    /// A number with the way in which it is written.
    func number(_ name: String) -> (value: Rational, style: FamilyNumberStyle)? {
        switch source {
        case .named(let numbers, let styles):
            return numbers[name].map { ($0, styles[name] ?? .plain) }
        case .placed(let values):
            guard let place = values.layout.place(of: name) else { return nil }
            return (values.placed[place], values.layout.placeStyles[place])
        }
    }
}

extension FamilyTemplate {
    /// The sentence with every place filled; the loader has made sure that `scene` knows each name.
    package func text(_ scene: FamilyScene) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let part): text += part
            case .equation: text += scene.equation
            case .choice(let count, let one, let many):
                text += scene.value(count) == .one ? one : many
            case .field(let field): text += field.text(scene)
            }
        }
        return text
    }
}

extension FamilyTemplate.Field {
    fileprivate func text(_ scene: FamilyScene) -> String {
        let bare =
            scene.number(name).map { number($0.value, $0.style, scene) } ?? word(scene) ?? ""
        guard let article else { return bare }
        let chosen = FamilyEnglish.article(before: bare)
        return (article == "A" ? FamilyEnglish.capitalised(chosen) : chosen) + " " + bare
    }

    private func number(
        _ value: Rational, _ style: FamilyNumberStyle, _ scene: FamilyScene
    ) -> String {
        let written: String?
        switch form {
        case "money": written = FamilyNumberStyle.places(2).text(value)
        case "th": written = value.intValue.map(FamilyEnglish.ordinal)
        case "pad": written = value.intValue.map { $0 < 10 ? "0\($0)" : "\($0)" }
        case "words": written = value.intValue.map(FamilyEnglish.words)
        case "unit": written = scene.units[name]?.text(value, written: style.text(value))
        default: written = form.flatMap { FamilyEnglish.form($0, value) }
        }
        return written ?? style.text(value)
    }

    private func word(_ scene: FamilyScene) -> String? {
        guard let (word, isCapital) = scene.word(name) else { return nil }
        let text: String
        switch word {
        case .name(let person): text = form.flatMap(person.pronoun) ?? person.text
        case .text(let fixed): text = fixed
        case .noun(let noun):
            let isMany = form.map { $0 == "many" || scene.value($0) != .one } ?? false
            text = isMany ? noun.many : noun.one
        }
        return isCapital ? FamilyEnglish.capitalised(text) : text
    }
}

package import LyditeCore

/// A change of how a function is called or judged, that leaves what it works out.
///
/// The programs of the problem are wrapped, never rewritten, so that what is proved of them stays true.
package struct CodeReshape: Hashable, Sendable {
    /// How one argument is handed over in another form.
    package enum Form: Hashable, Sendable {
        /// A list of whole numbers as one text, with this mark between them.
        case joined(separator: String)
        /// A whole number as decimal text.
        case digits
        /// A text as a list of its characters.
        case characters
    }

    /// New names of all arguments; nil keeps them.
    package var names: [String]?
    /// Which argument comes in which form.
    package var input: (place: Int, form: Form)? {
        get { place.flatMap { place in form.map { (place, $0) } } }
        set { (place, form) = (newValue?.place, newValue?.form) }
    }
    private var place: Int?
    private var form: Form?
    /// Whether the order of a returned list, or the blanks of what is printed, count no more.
    package var isLoose = false

    package init() {}

    /// The form that an argument of this type can take; nil where it has none.
    package static func forms(of type: String) -> [Form] {
        switch type {
        case "list[int]": [",", " ", ";"].map { .joined(separator: $0) }
        case "int": [.digits]
        case "str": [.characters]
        default: []
        }
    }

    /// An argument in its form; nil where the value is not of the type that was declared.
    package func encoded(_ arguments: JSON) -> JSON? {
        guard let input else { return arguments }
        guard case .array(var values) = arguments, values.indices.contains(input.place) else {
            return nil
        }
        let value = values[input.place]
        switch input.form {
        case .joined(let separator):
            guard let items = value.arrayValue else { return nil }
            let numbers = items.compactMap(\.intValue)
            guard numbers.count == items.count else { return nil }
            values[input.place] = .string(numbers.map(String.init).joined(separator: separator))
        case .digits:
            guard let number = value.intValue else { return nil }
            values[input.place] = .string(String(number))
        case .characters:
            guard let text = value.stringValue else { return nil }
            values[input.place] = .array(text.unicodeScalars.map { .string(String($0)) })
        }
        return .array(values)
    }

    /// Whether the programs need a function around them.
    package var isWrapped: Bool { names != nil || place != nil }

    /// For the proof; nothing where nothing is changed.
    var members: [JSON.Member] {
        var members: [JSON.Member] = []
        if let names { members.append(.init("arguments", .array(names.map { .string($0) }))) }
        if let input {
            let form =
                switch input.form {
                case .joined(let separator): "joined by \"\(separator)\""
                case .digits: "digits"
                case .characters: "characters"
                }
            members.append(
                .init("input", ["argument": .integer(Int64(input.place)), "form": .string(form)]))
        }
        if isLoose { members.append(.init("comparison", "loose")) }
        return members
    }

    /// The line that turns an argument back.
    func decoding(_ name: String, at place: Int) -> String? {
        guard let input, input.place == place else { return nil }
        switch input.form {
        case .joined(let separator):
            return "    \(name) = [int(part) for part in \(name).split(\"\(separator)\") if part]\n"
        case .digits: return "    \(name) = int(\(name))\n"
        case .characters: return "    \(name) = \"\".join(\(name))\n"
        }
    }

    /// What the statement says of the form.
    func sentence(_ name: String) -> String? {
        guard let input else { return nil }
        switch input.form {
        case .joined(let separator):
            let mark = [",": "commas", ";": "semicolons"][separator] ?? "single blanks"
            return
                "The argument `\(name)` is handed over as one text: its numbers in decimal digits, with \(mark)"
                + " between them, such as \"12\(separator)-3\(separator)7\". An empty list is an empty text."
        case .digits:
            return
                "The argument `\(name)` is handed over as a text of decimal digits, such as \"42\"."
        case .characters:
            return
                "The argument `\(name)` is handed over as a list of its characters, each a text of length 1."
        }
    }
}

extension CodeProblem {
    /// The places of arguments that can come in another form.
    package var reformable: [Int] {
        guard kind == .function, statements.allSatisfy(isPlain) else { return [] }
        return arguments.indices.filter { !CodeReshape.forms(of: arguments[$0].type).isEmpty }
    }

    /// Whether the arguments can have other names in every statement.
    package var isRenamable: Bool {
        kind == .function
            && statements.allSatisfy { statement in
                isPlain(statement)
                    && arguments.allSatisfy { argument in
                        Self.isNoun(argument.name)
                            || !CodeText.words(outsideMarks: statement).contains(argument.name)
                    }
            }
    }

    /// Whether order or blanks of the result can count no more: no statement speaks of them, or
    /// only in passages that can be left out. A looser comparison goes with no further step.
    package var isLoosable: Bool {
        guard !compare.unordered, !compare.tokens, compare.checker == nil else { return false }
        guard kind == .program || returns?.hasPrefix("list") == true else { return false }
        let ordered: Set<String> = [
            "order", "ordered", "sorted", "ascending", "descending", "first", "last", "line",
            "lines", "blank", "blanks", "space", "spaces", "row", "rows",
        ]
        return statements.allSatisfy {
            CodeTemplate.hasPassage($0)
                || ordered.isDisjoint(with: CodeText.words(outsideMarks: $0))
        }
    }

    /// Words that speak of the thing, whatever the argument is called.
    private static func isNoun(_ name: String) -> Bool {
        ["text", "values", "items", "words", "numbers", "list"].contains(name)
    }

    /// Whether the function stands in the statement by its signature alone, without examples of
    /// calls.
    private func isPlain(_ statement: String) -> Bool {
        let names = arguments.map(\.name).joined(separator: ", ")
        let calls = statement.split(separator: "{{entry_point}}(", omittingEmptySubsequences: false)
            .dropFirst()
        return !calls.isEmpty && calls.allSatisfy { $0.hasPrefix(names + ")") }
    }
}

/// The prose and the marked code of a statement.
enum CodeText {
    /// The words that stand outside `marks`.
    static func words(outsideMarks text: String) -> Set<String> {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        return parts.indices.filter { $0 % 2 == 0 }.reduce(into: []) { words, index in
            words.formUnion(
                parts[index].split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        }
    }

    /// The text with other names inside `marks`.
    static func renamed(_ text: String, _ names: [String: String]) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        return parts.enumerated().map { index, part in
            index % 2 == 0 ? String(part) : identifiers(String(part), names)
        }.joined(separator: "`")
    }

    private static func identifiers(_ text: String, _ names: [String: String]) -> String {
        var result = ""
        var word = ""
        for character in text + "\n" {
            if character.isLetter || character.isNumber || character == "_" {
                word.append(character)
            } else {
                result += names[word] ?? word
                word = ""
                result.append(character)
            }
        }
        result.removeLast()
        return result
    }
}

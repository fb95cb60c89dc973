internal import LyditeCore

/// The fields of a request's body: checked by this, and described by this in the OpenAPI document.
struct BodyShape: Sendable {
    indirect enum Kind: Sendable {
        case text
        case number
        /// Seconds above 0, up to the longest that a program may be given.
        case seconds
        case whole
        case flag
        case list(Kind)
        case record
        /// A string or a whole number.
        case name
        case any
        /// One of these words.
        case word([String])
    }

    struct Field: Sendable {
        var name: String
        var kind: Kind
        var isRequired: Bool
        var about: String

        init(_ name: String, _ kind: Kind, required: Bool = false, _ about: String) {
            self.name = name
            self.kind = kind
            isRequired = required
            self.about = about
        }
    }

    /// The longest that a request may ask for.
    static let mostSeconds = 600.0

    var fields: [Field]
    /// Of each of these groups, one must be there whole; no groups, no demand.
    var alternatives: [[String]]

    init(_ fields: Field..., alternatives: [[String]] = []) {
        self.fields = fields
        self.alternatives = alternatives
    }

    /// Reads a body and checks every field that the shape names; null counts as absent.
    func read(_ bytes: [UInt8]) throws(RequestFailure) -> RowReader {
        let json: JSON
        do {
            json = try JSONParser.parse(bytes)
        } catch {
            throw RequestFailure(error)
        }
        guard case .object = json, let row = try? RowReader(json) else {
            throw .wrongType(field: "body", expected: "an object")
        }
        for field in fields {
            guard let value = row[field.name] else {
                if field.isRequired { throw .missing(field: field.name) }
                continue
            }
            try Self.check(value, field.kind, field.name)
        }
        try requireOne(of: alternatives, in: row)
        return row
    }

    private func requireOne(of groups: [[String]], in row: RowReader) throws(RequestFailure) {
        guard !groups.isEmpty,
            !groups.contains(where: { $0.allSatisfy { row[$0] != nil } })
        else { return }
        // What is missing of the group that was begun, else of the first.
        let begun = groups.first { $0.contains { row[$0] != nil } } ?? groups[0]
        throw .missing(field: begun.first { row[$0] == nil } ?? begun[0])
    }

    private static func check(_ value: JSON, _ kind: Kind, _ name: String) throws(RequestFailure) {
        let isFine: Bool
        switch kind {
        case .text: isFine = value.stringValue != nil
        case .number: isFine = value.doubleValue?.isFinite ?? false
        case .seconds: isFine = value.doubleValue.map { $0 > 0 && $0 <= mostSeconds } ?? false
        case .whole: isFine = value.intValue != nil
        case .flag: isFine = value.boolValue != nil
        case .record: isFine = value.members != nil
        case .name: isFine = value.stringValue != nil || value.intValue != nil
        case .any: isFine = true
        case .word(let words): isFine = value.stringValue.map(words.contains) ?? false
        case .list(let element):
            guard let items = value.arrayValue else {
                throw .wrongType(field: name, expected: kind.words)
            }
            for (index, item) in items.enumerated() {
                try check(item, element, "\(name)[\(index)]")
            }
            return
        }
        if !isFine { throw .wrongType(field: name, expected: kind.words) }
    }

    /// The shape in the words of JSON Schema.
    var schema: JSON {
        let properties = fields.map { field in
            JSON.Member(
                field.name, field.kind.schema(about: field.about, isOptional: !field.isRequired))
        }
        return .record([
            "type": "object",
            "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
            "properties": .object(properties),
            "anyOf": alternatives.isEmpty ? nil : .array(alternatives.map(group)),
        ])
    }

    /// Fields that stand together, none of them null.
    private func group(_ names: [String]) -> JSON {
        let kinds = fields.filter { names.contains($0.name) }
        return [
            "required": .array(names.map { .string($0) }),
            "properties": .object(kinds.map { JSON.Member($0.name, $0.kind.schema()) }),
        ]
    }
}

extension BodyShape.Kind {
    var words: String {
        switch self {
        case .text: "a string"
        case .number: "a number"
        case .seconds: "seconds above 0, at most \(Int(BodyShape.mostSeconds))"
        case .whole: "a whole number"
        case .flag: "true or false"
        case .record: "an object"
        case .name: "a string or a whole number"
        case .any: "a value"
        case .word(let words): "one of " + words.joined(separator: ", ")
        case .list(.text): "a list of strings"
        case .list: "a list"
        }
    }

    /// - Parameter isOptional: Whether null may stand for nothing.
    func schema(about: String? = nil, isOptional: Bool = false) -> JSON {
        var members = plain
        if isOptional, let type = members.first?.value, members[0].key == "type" {
            members[0].value = .array((type.arrayValue ?? [type]) + ["null"])
            if let at = members.firstIndex(where: { $0.key == "enum" }) {
                members[at].value = .array((members[at].value.arrayValue ?? []) + [.null])
            }
        }
        if let about { members.append(.init("description", .string(about))) }
        return .object(members)
    }

    /// The kind in the words of JSON Schema, its type first.
    private var plain: [JSON.Member] {
        switch self {
        case .text: [.init("type", "string")]
        case .number: [.init("type", "number")]
        case .seconds:
            [
                .init("type", "number"), .init("exclusiveMinimum", 0),
                .init("maximum", .integer(Int64(BodyShape.mostSeconds))),
            ]
        case .whole:
            [
                .init("type", "integer"), .init("minimum", .integer(.min)),
                .init("maximum", .integer(.max)),
            ]
        case .flag: [.init("type", "boolean")]
        case .record: [.init("type", "object")]
        case .name: [.init("type", ["string", "integer"]), .init("maximum", .integer(.max))]
        case .any: []
        case .word(let words):
            [.init("type", "string"), .init("enum", .array(words.map { .string($0) }))]
        case .list(let element):
            [.init("type", "array"), .init("items", element.schema())]
        }
    }
}

internal import LyditeCore

/// The fields of a request's body: checked by this, and described by this in the OpenAPI document.
struct BodyShape: Sendable {
    indirect enum Kind: Sendable {
        case text
        case number
        case whole
        case flag
        case list(Kind)
        case record
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

    var fields: [Field]

    init(_ fields: Field...) { self.fields = fields }

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
        return row
    }

    private static func check(_ value: JSON, _ kind: Kind, _ name: String) throws(RequestFailure) {
        let isFine: Bool
        switch kind {
        case .text: isFine = value.stringValue != nil
        case .number: isFine = value.doubleValue?.isFinite ?? false
        case .whole: isFine = value.intValue != nil
        case .flag: isFine = value.boolValue != nil
        case .record: isFine = value.members != nil
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
            JSON.Member(field.name, field.kind.schema(about: field.about))
        }
        return [
            "type": "object",
            "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
            "properties": .object(properties),
        ]
    }
}

extension BodyShape.Kind {
    var words: String {
        switch self {
        case .text: "a string"
        case .number: "a number"
        case .whole: "a whole number"
        case .flag: "true or false"
        case .record: "an object"
        case .any: "a value"
        case .word(let words): "one of " + words.joined(separator: ", ")
        case .list(.text): "a list of strings"
        case .list: "a list"
        }
    }

    func schema(about: String? = nil) -> JSON {
        var members: [JSON.Member] =
            switch self {
            case .text: [.init("type", "string")]
            case .number: [.init("type", "number")]
            case .whole:
                [
                    .init("type", "integer"), .init("minimum", .integer(.min)),
                    .init("maximum", .integer(.max)),
                ]
            case .flag: [.init("type", "boolean")]
            case .record: [.init("type", "object")]
            case .any: []
            case .word(let words):
                [.init("type", "string"), .init("enum", .array(words.map { .string($0) }))]
            case .list(let element):
                [.init("type", "array"), .init("items", element.schema())]
            }
        if let about { members.append(.init("description", .string(about))) }
        return .object(members)
    }
}

package import LyditeCore

/// The JSON Schema of family files, printed from the tables that the reader goes by.
///
/// Editors complete and check with it; `lydite problems lint` says more, as a schema knows nothing of
/// names and values. The file `Problems/family.schema.json` holds this text.
///
/// - Source: JSON Schema draft 2020-12.
package enum FamilySchema {
    package static var json: JSON {
        var members: [JSON.Member] = [
            .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
            .init("title", "A family of math problems"),
        ]
        members += object(FamilyTable.family.fields)
        let tables = FamilyTable.allCases.filter { $0 != .family }.map { table in
            JSON.Member(table.rawValue, .object(object(table.fields)))
        }
        let slots = FamilySlotType.allCases.map { type in
            JSON.Member("slot-" + type.rawValue, slot(type))
        }
        members.append(.init("$defs", .object(tables + shared + slots)))
        return .object(members)
    }

    /// The schema as the file holds it: one member a line, so that a change shows in its history.
    package static var text: String {
        var text = ""
        write(json, indent: 0, to: &text)
        return text + "\n"
    }

    private static func object(_ fields: [FamilyField]) -> [JSON.Member] {
        let properties = fields.map { field in
            var members = shape(field.shape)
            members.append(.init("description", .string(field.note)))
            return JSON.Member(field.name, .object(members))
        }
        let required = fields.filter(\.isRequired).map { JSON.string($0.name) }
        var members: [JSON.Member] = [
            .init("type", "object"), .init("properties", .object(properties)),
        ]
        if !required.isEmpty { members.append(.init("required", .array(required))) }
        return members + [.init("additionalProperties", false)]
    }

    /// One schema a type, told apart by `type`.
    private static func slot(_ type: FamilySlotType) -> JSON {
        var members = object(type.fields)
        guard
            case .object(let properties)? = members.first(where: { $0.key == "properties" })?.value
        else { return .object(members) }
        let kind: JSON = ["const": .string(type.rawValue)]
        let required = type.fields.filter(\.isRequired).map { JSON.string($0.name) }
        members.removeAll { $0.key == "properties" || $0.key == "required" }
        members.append(.init("properties", .object([.init("type", kind)] + properties)))
        members.append(.init("required", .array(["type"] + required)))
        return .object(members)
    }

    /// Values that several fields share. YAML types 2.50 and 4 as numbers, and the reader takes their text.
    private static let shared: [JSON.Member] = [
        .init("text", ["type": ["string", "number"], "minLength": 1]),
        .init(
            "number",
            [
                "anyOf": [
                    ["type": "number"],
                    ["type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+|/[1-9][0-9]*)?$"],
                ]
            ]),
        .init("formula", ["type": ["string", "number"], "minLength": 1]),
        .init(
            "condition", ["type": "string", "pattern": "(==|!=|<=|>=|<|>)"]),
        .init("template", ["type": "string", "minLength": 1]),
        .init(
            "slots",
            [
                "type": "object",
                "additionalProperties": [
                    "type": "object", "required": ["type"],
                    "properties": [
                        "type": [
                            "enum": .array(FamilySlotType.allCases.map { .string($0.rawValue) })
                        ]
                    ],
                    "oneOf": .array(FamilySlotType.allCases.map { ref("slot-" + $0.rawValue) }),
                ],
            ]),
        .init(
            "values",
            ["type": "object", "additionalProperties": ["type": ["string", "number"]]]),
    ]

    private static func ref(_ name: String) -> JSON { ["$ref": .string("#/$defs/" + name)] }

    private static func shape(_ shape: FamilyField.Shape) -> [JSON.Member] {
        switch shape {
        case .text: [.init("$ref", "#/$defs/text")]
        case .words(let words): [.init("enum", .array(words.map { .string($0) }))]
        case .whole(let range):
            [
                .init("type", "integer"), .init("minimum", .integer(Int64(range.lowerBound))),
                .init("maximum", .integer(Int64(range.upperBound))),
            ]
        case .number: [.init("$ref", "#/$defs/number")]
        case .formula: [.init("$ref", "#/$defs/formula")]
        case .condition: [.init("$ref", "#/$defs/condition")]
        case .template: [.init("$ref", "#/$defs/template")]
        case .list(let item, let least):
            [
                .init("type", "array"), .init("items", .object(self.shape(item))),
                .init("minItems", .integer(Int64(least))),
            ]
        case .loneOrList(let item):
            [
                .init(
                    "anyOf",
                    [
                        .object(self.shape(item)),
                        ["type": "array", "items": .object(self.shape(item)), "minItems": 1],
                    ])
            ]
        case .fields(let table): [.init("$ref", .string("#/$defs/" + table.rawValue))]
        case .slots: [.init("$ref", "#/$defs/slots")]
        case .values: [.init("$ref", "#/$defs/values")]
        }
    }

    private static func write(_ value: JSON, indent: Int, to text: inout String) {
        let inner = String(repeating: "  ", count: indent + 1)
        let outer = String(repeating: "  ", count: indent)
        let whole = value.text
        switch value {
        case .object(let members) where whole.utf8.count > 72:
            text += "{\n"
            for (index, member) in members.enumerated() {
                text += inner + JSON.string(member.key).text + ": "
                write(member.value, indent: indent + 1, to: &text)
                text += index + 1 < members.count ? ",\n" : "\n"
            }
            text += outer + "}"
        case .array(let items) where whole.utf8.count > 72:
            text += "[\n"
            for (index, item) in items.enumerated() {
                text += inner
                write(item, indent: indent + 1, to: &text)
                text += index + 1 < items.count ? ",\n" : "\n"
            }
            text += outer + "]"
        default: text += whole
        }
    }
}

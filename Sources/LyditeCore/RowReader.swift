/// A row whose field is missing or of the wrong kind.
package struct RowError: Error, Hashable, CustomStringConvertible {
    package var field: String
    package var expected: String

    package init(field: String, expected: String) {
        self.field = field
        self.expected = expected
    }

    package var description: String { "field \"\(field)\": \(expected) was expected" }
}

/// Typed access to the fields of one JSON object; null counts as absent.
package struct RowReader: Sendable {
    package let json: JSON
    private let prefix: String

    package init(_ json: JSON, name: String = "") throws(RowError) {
        guard case .object = json else {
            throw RowError(field: name.isEmpty ? "row" : name, expected: "an object")
        }
        self.json = json
        prefix = name.isEmpty ? "" : name + "."
    }

    package subscript(field: String) -> JSON? {
        guard let value = json[field], !value.isNull else { return nil }
        return value
    }

    package func text(_ field: String) throws(RowError) -> String? {
        guard let value = self[field] else { return nil }
        guard let text = value.stringValue else { throw wrong(field, "a string") }
        return text
    }

    package func requiredText(_ field: String) throws(RowError) -> String {
        guard let text = try text(field) else { throw wrong(field, "a string") }
        return text
    }

    /// The text of the first of `fields` that is there.
    package func firstText(_ fields: String...) throws(RowError) -> String? {
        for field in fields {
            if let text = try text(field) { return text }
        }
        return nil
    }

    package func number(_ field: String) throws(RowError) -> Double? {
        guard let value = self[field] else { return nil }
        guard let number = value.doubleValue, number.isFinite else {
            throw wrong(field, "a number")
        }
        return number
    }

    package func integer(_ field: String) throws(RowError) -> Int? {
        guard let value = self[field] else { return nil }
        guard let number = value.intValue else { throw wrong(field, "a whole number") }
        return number
    }

    package func flag(_ field: String) throws(RowError) -> Bool {
        guard let value = self[field] else { return false }
        guard let flag = value.boolValue else { throw wrong(field, "true or false") }
        return flag
    }

    package func list(_ field: String) throws(RowError) -> [JSON]? {
        guard let value = self[field] else { return nil }
        guard let items = value.arrayValue else { throw wrong(field, "a list") }
        return items
    }

    package func wrong(_ field: String, _ expected: String) -> RowError {
        RowError(field: prefix + field, expected: expected)
    }
}

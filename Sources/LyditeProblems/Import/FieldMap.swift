package import LyditeCore

/// Other names for the fields of a row: `--map statement=question`.
package struct FieldMap: Hashable, Sendable {
    private var columns: [String: String] = [:]

    package init() {}

    /// Reads `field=column` pairs of known fields.
    package init(_ pairs: [String], fields: [String]) throws(FieldMapError) {
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw .notAPair(pair)
            }
            guard fields.contains(String(parts[0])) else {
                throw .unknownField(String(parts[0]), known: fields)
            }
            columns[String(parts[0])] = String(parts[1])
        }
    }

    /// The column that holds `field`: the mapped one, else the first of `names` that the row has.
    package func column(_ field: String, or names: [String] = [], in row: RowReader) -> String {
        if let column = columns[field] { return column }
        return ([field] + names).first { row[$0] != nil } ?? field
    }

    /// The row with each mapped column under its field's name.
    package func applied(to json: JSON) -> JSON {
        guard !columns.isEmpty, case .object(var members) = json else { return json }
        for (field, column) in columns.sorted(by: { $0.key < $1.key }) where field != column {
            guard let value = json[column] else { continue }
            members.removeAll { $0.key == field }
            members.append(JSON.Member(field, value))
        }
        return .object(members)
    }

    package var json: JSON {
        .object(columns.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
    }
}

/// A `--map` that names no field.
package enum FieldMapError: Error, Hashable, CustomStringConvertible {
    case notAPair(String)
    case unknownField(String, known: [String])

    package var description: String {
        switch self {
        case .notAPair(let text): "--map \(text): FIELD=COLUMN was expected"
        case .unknownField(let field, let known):
            "--map: there is no field \"\(field)\"; the fields are \(known.joined(separator: ", "))"
        }
    }
}

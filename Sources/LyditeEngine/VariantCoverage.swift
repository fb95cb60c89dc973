package import LyditeCore
internal import LyditeProblems
internal import LyditeTransform

/// How evenly the cells of a matrix were filled, and why some stayed empty.
package struct VariantCoverage: Sendable {
    package struct Entry: Sendable {
        package var cell: VariantMatrix.Cell
        package var wanted: Int
        package var made = 0
        /// Why variants were not made, by the kind of the reason.
        package var refused: [String: Int] = [:]
        /// The first sentence that says why.
        package var reason: String?
    }

    package var entries: [Entry] = []

    package var made: Int { entries.reduce(0) { $0 + $1.made } }
    package var full: Int { entries.count { $0.made >= $0.wanted } }
    package var empty: [Entry] { entries.filter { $0.made == 0 } }

    /// Refusals over all cells, by the kind of the reason.
    package var refused: [(reason: String, count: Int)] {
        var counts: [String: Int] = [:]
        for entry in entries {
            for (reason, count) in entry.refused { counts[reason, default: 0] += count }
        }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    package var json: JSON {
        [
            "cells": .integer(Int64(entries.count)), "full": .integer(Int64(full)),
            "empty": .integer(Int64(empty.count)), "variants": .integer(Int64(made)),
            "refused": .object(
                refused.map { JSON.Member($0.reason, .integer(Int64($0.count))) }),
            "coverage": .array(
                entries.map { entry in
                    .record([
                        "topic": .string(entry.cell.topic),
                        "difficulty": .integer(Int64(entry.cell.difficulty)),
                        "transform": .string(entry.cell.transform.rawValue),
                        "register": .string(entry.cell.register.rawValue),
                        "wanted": .integer(Int64(entry.wanted)),
                        "made": .integer(Int64(entry.made)),
                        "reason": entry.reason.map { .string($0) },
                    ])
                }),
        ]
    }

    /// One line for each topic and difficulty, one column for each transform; then the empty cells
    /// with their reasons.
    package var text: String {
        var columns: [String] = []
        var rows: [String] = []
        var cells: [String: (made: Int, wanted: Int)] = [:]
        for entry in entries {
            let column = entry.cell.transform.rawValue
            let row = Self.row(entry)
            if !columns.contains(column) { columns.append(column) }
            if rows.last != row { rows.append(row) }
            cells[row + column, default: (0, 0)].made += entry.made
            cells[row + column, default: (0, 0)].wanted += entry.wanted
        }
        let wide = (rows.map(\.utf8.count).max() ?? 0) + 2
        var lines = [Self.padded("", wide) + columns.map { Self.padded($0, 13) }.joined()]
        for row in rows {
            let shown = columns.map { column -> String in
                guard let cell = cells[row + column] else { return Self.padded("", 13) }
                return Self.padded("\(cell.made)/\(cell.wanted)", 13)
            }
            lines.append(Self.padded(row, wide) + shown.joined())
        }
        lines = lines.map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        lines.append("")
        lines.append(
            "\(entries.count) cells: \(full) full, \(empty.count) empty; \(made) variants")
        lines += refused.map { "refused \($0.reason): \($0.count)" }
        return (lines + emptyLines).joined(separator: "\n")
    }

    /// Cells of one topic and difficulty that are empty for one reason share a line.
    private var emptyLines: [String] {
        var order: [String] = []
        var transforms: [String: [String]] = [:]
        for entry in empty {
            let key = "\(Self.row(entry)): \(entry.reason ?? "no reason")"
            if transforms[key] == nil { order.append(key) }
            if transforms[key]?.last != entry.cell.transform.rawValue {
                transforms[key, default: []].append(entry.cell.transform.rawValue)
            }
        }
        return order.map { "empty \($0) (\((transforms[$0] ?? []).joined(separator: ", ")))" }
    }

    private static func row(_ entry: Entry) -> String {
        "\(entry.cell.topic) \(entry.cell.difficulty)"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.utf8.count))
    }
}

internal import LyditeCore

/// Pictures as inline SVG, in the colours of the page: they follow its light and dark manner and its width.
package enum Chart {
    private static let width = 640

    /// Bars one below the other, each with its name and number.
    static func bars(_ rows: [(name: String, count: Int)], kind: String = "a") -> String {
        guard !rows.isEmpty else { return "" }
        let most = Double(max(1, rows.map(\.count).max() ?? 1))
        let (left, line) = (230, 26)
        let lines = rows.enumerated().map { index, row in
            let y = index * line
            let length = Int(Double(row.count) / most * Double(width - left - 80))
            return text(left - 8, y + 17, shortened(row.name), anchor: "end")
                + "<rect class=\"\(kind)\" x=\"\(left)\" y=\"\(y + 4)\" width=\"\(max(1, length))\" height=\"18\"/>"
                + text(left + max(1, length) + 6, y + 17, "\(row.count)")
        }
        return svg(height: rows.count * line + 4, lines.joined(), label: "bars")
    }

    /// Values of rounds from 0 to 1, each with its standard error, joined by lines.
    package static func rounds(
        _ names: [String],
        _ series: [(kind: String, name: String, points: [(mean: Double, error: Double)])],
        label: String
    ) -> String {
        let placed = series.map { one in
            (
                kind: one.kind, name: one.name,
                points: one.points.enumerated().map {
                    (k: $0.offset, mean: $0.element.mean, error: $0.element.error)
                }
            )
        }
        return points(placed, label: label) { names.indices.contains($0) ? names[$0] : "" }
    }

    /// Bars side by side, one or two for each name.
    package static func columns(
        _ names: [String], _ series: [(kind: String, counts: [Int])], label: String
    ) -> String {
        guard !names.isEmpty else { return "" }
        let most = Double(max(1, series.flatMap(\.counts).max() ?? 1))
        let (height, slot) = (150, Double(width - 20) / Double(names.count))
        let bar = (slot - 4) / Double(max(1, series.count))
        var body = ""
        for (index, name) in names.enumerated() {
            let x = 10 + Double(index) * slot
            for (place, one) in series.enumerated() {
                let count = one.counts[index]
                let length = Int((Double(count) / most * Double(height)).rounded(.up))
                let left = Int(x + 2 + Double(place) * bar)
                body +=
                    "<rect class=\"\(one.kind)\" x=\"\(left)\" y=\"\(20 + height - length)\" "
                    + "width=\"\(max(1, Int(bar) - 1))\" height=\"\(length)\"/>"
                if series.count == 1, count > 0 {
                    body += text(
                        Int(x + slot / 2), 14 + height - length, "\(count)", anchor: "middle",
                        size: 11)
                }
            }
            body += text(Int(x + slot / 2), 20 + height + 16, name, anchor: "middle", size: 11)
        }
        return svg(height: height + 44, body, label: label)
    }

    /// Points with their standard error as a line through them, from 0 to 1.
    static func points(
        _ series: [(kind: String, name: String, points: [(k: Int, mean: Double, error: Double)])],
        label: String = "shares by number of rollouts",
        name: (Int) -> String = { "k = \($0)" }
    ) -> String {
        let ks = Array(Set(series.flatMap { $0.points.map(\.k) })).sorted()
        guard !ks.isEmpty else { return "" }
        let (height, left) = (180.0, 44.0)
        let step = (Double(width) - left - 130) / Double(max(1, ks.count - 1))
        func y(_ share: Double) -> Int { Int(10 + (1 - min(1, max(0, share))) * height) }
        var body = ""
        for tenth in stride(from: 0, through: 10, by: 2) {
            let at = y(Double(tenth) / 10)
            body +=
                "<line class=\"grid\" x1=\"\(Int(left))\" y1=\"\(at)\" x2=\"\(width - 120)\" y2=\"\(at)\"/>"
            body += text(Int(left) - 6, at + 4, "\(tenth * 10) %", anchor: "end", size: 11)
        }
        for (place, k) in ks.enumerated() {
            body += text(
                Int(left + Double(place) * step), Int(height) + 28, name(k), anchor: "middle",
                size: 11)
        }
        for (index, one) in series.enumerated() {
            var path = ""
            for point in one.points {
                guard let place = ks.firstIndex(of: point.k) else { continue }
                let x = Int(left + Double(place) * step)
                path += (path.isEmpty ? "M" : "L") + "\(x) \(y(point.mean)) "
                body +=
                    "<line class=\"\(one.kind)\" x1=\"\(x)\" y1=\"\(y(point.mean - point.error))\" "
                    + "x2=\"\(x)\" y2=\"\(y(point.mean + point.error))\"/>"
                    + "<circle class=\"\(one.kind)\" cx=\"\(x)\" cy=\"\(y(point.mean))\" r=\"4\"/>"
            }
            body += "<path class=\"\(one.kind)\" d=\"\(path)\"/>"
            body +=
                "<rect class=\"\(one.kind)\" x=\"\(width - 104)\" y=\"\(20 + index * 22)\" width=\"12\" height=\"12\"/>"
            body += text(width - 86, 31 + index * 22, one.name)
        }
        return svg(height: Int(height) + 40, body, label: label)
    }

    /// A table of cells, the darker the more.
    static func heat(_ rows: [(name: String, counts: [Int])], columns: [String]) -> String {
        guard !rows.isEmpty else { return "" }
        let most = Double(max(1, rows.flatMap(\.counts).max() ?? 1))
        let (left, line) = (176, 26)
        let cell = (width - left) / max(1, columns.count)
        var body = ""
        for (place, name) in columns.enumerated() {
            body += text(left + place * cell + cell / 2, 14, name, anchor: "middle", size: 11)
        }
        for (index, row) in rows.enumerated() {
            let y = 22 + index * line
            body += text(left - 8, y + 17, shortened(row.name), anchor: "end")
            for (place, count) in row.counts.enumerated() {
                let share = Int((Double(count) / most).squareRoot() * 100)
                body +=
                    "<rect class=\"a\" fill-opacity=\"\(Double(share) / 100)\" x=\"\(left + place * cell)\" "
                    + "y=\"\(y)\" width=\"\(cell - 2)\" height=\"\(line - 2)\"/>"
                if count > 0 {
                    body += text(
                        left + place * cell + cell / 2, y + 17, "\(count)", anchor: "middle",
                        size: 12, kind: share > 60 ? "onDark" : nil)
                }
            }
        }
        return svg(height: 26 + rows.count * line, body, label: "topics by pass rate")
    }

    private static func svg(height: Int, _ body: String, label: String) -> String {
        "<div class=\"chart\"><svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" "
            + "aria-label=\"\(Markup.escaped(label))\">\(body)</svg></div>"
    }

    private static func text(
        _ x: Int, _ y: Int, _ text: String, anchor: String = "start", size: Int = 13,
        kind: String? = nil
    ) -> String {
        "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\" font-size=\"\(size)\""
            + (kind.map { " class=\"\($0)\"" } ?? "") + ">\(Markup.escaped(text))</text>"
    }

    private static func shortened(_ name: String) -> String {
        name.count > 32 ? String(name.prefix(31)) + "…" : name
    }
}

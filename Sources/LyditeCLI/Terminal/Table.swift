internal import LyditeCore

/// Lines of two columns for people.
enum Table {
    static func text(_ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value
        }
        .joined(separator: "\n")
    }

    /// `1,234,567`
    static func grouped(_ number: Int) -> String {
        var text = String(number.magnitude)
        var end = text.count - 3
        while end > 0 {
            text.insert(",", at: text.index(text.startIndex, offsetBy: end))
            end -= 3
        }
        return (number < 0 ? "-" : "") + text
    }

    /// Two digits that count: `400,000`
    static func rough(_ number: Double) -> String {
        let whole = Int(min(max(0, number.rounded()), 1e15))
        var unit = 1
        while whole / unit >= 100 { unit *= 10 }
        return grouped((whole + unit / 2) / unit * unit)
    }

    /// An estimate, in hundredths from one on.
    static func money(_ money: Money) -> String {
        let whole: Int64 = 1_000_000_000_000
        guard money.pico >= whole else { return money.description }
        let part = whole / 100
        return Money(pico: (money.pico + part / 2) / part * part).description
    }

    /// `12.5 %`
    static func percent(_ share: Double) -> String { points(share) + " %" }

    /// Hundredths, to a tenth of one.
    static func points(_ share: Double) -> String { "\((share * 1000).rounded() / 10)" }

    /// `45 s`, `12 min`, `3 h 20 min`, `2 d 5 h`
    static func duration(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        default: "\(seconds / 86_400) d \(seconds % 86_400 / 3600) h"
        }
    }
}

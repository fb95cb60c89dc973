internal import LyditeCore

/// A change to a row that must not change its verdict: a check that needs no label.
struct Rewrite: Sendable {
    let name: String
    /// The changed row; nil where the rule does not apply.
    let apply: @Sendable (LabelledRow) -> LabelledRow?

    static let all: [Rewrite] = answers + programs

    /// Rules for rows with two answers.
    private static let answers: [Rewrite] = [
        on("pred", "blanks around") { " \($0) " },
        on("pred", "dollars around") {
            $0.contains("$") || $0.contains("\n") || $0.isEmpty ? nil : "$\($0)$"
        },
        on("pred", "boxed") { $0.contains("boxed") || $0.isEmpty ? nil : "\\boxed{\($0)}" },
        on("pred", "dfrac") { changed($0, replaced($0, "\\frac", "\\dfrac")) },
        on("pred", "left and right") { sized($0) },
        on("pred", "Unicode minus") {
            $0.hasPrefix("-") ? "\u{2212}" + $0.dropFirst() : nil
        },
        on("pred", "unit in text") { textUnit($0) },
        on("pred", "sum in another order") { commuted($0) },
        Rewrite(name: "unit converted") { row in
            guard row.input["spec"] == nil, let gold = row.input["gold"]?.stringValue,
                let pred = row.input["pred"]?.stringValue
            else { return nil }
            return converted(pred, beside: gold).map { row.with(["pred": .string($0)]) }
        },
        on("gold", "gold in dollars") {
            $0.contains("$") || $0.contains("\n") || $0.isEmpty ? nil : "$\($0)$"
        },
        on("response", "lines with CR LF") { changed($0, replaced($0, "\n", "\r\n")) },
        on("response", "blank lines after") { $0 + "\n\n" },
        Rewrite(name: "exchanged") { row in
            guard row.isSymmetric, row.input["spec"] == nil, let gold = row.input["gold"],
                gold != "", let pred = row.input["pred"], pred != ""
            else { return nil }
            return row.with(["gold": pred, "pred": gold])
        },
    ]

    /// Rules for rows with a program.
    private static let programs: [Rewrite] = [
        reversedCases,
        Rewrite(name: "comment after") { row in
            guard let program = row.input["solution"]?.stringValue,
                let language = row.input["language"]?.stringValue
            else { return nil }
            let mark = language == "python" || language == "bash" ? "#" : "//"
            return row.with(["solution": .string(program + "\n\n\(mark) the end\n")])
        },
    ]

    static let reversedCases = Rewrite(name: "cases in reverse") { row in
        guard case .array(let cases) = row.input["cases"], cases.count > 1 else { return nil }
        return row.with(["cases": .array(cases.reversed())])
    }

    private static func on(
        _ field: String, _ name: String, _ change: @escaping @Sendable (String) -> String?
    ) -> Rewrite {
        Rewrite(name: name) { row in
            // A row under a response has its gold alone.
            guard let text = row.input[field]?.stringValue, let new = change(text) else {
                return nil
            }
            return row.with([field: .string(new)])
        }
    }

    /// `text` with every `old` replaced.
    private static func replaced(_ text: String, _ old: String, _ new: String) -> String {
        let (bytes, pattern) = (Array(text.utf8), Array(old.utf8))
        var result: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at...].starts(with: pattern) {
                result += Array(new.utf8)
                at += pattern.count
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func changed(_ old: String, _ new: String) -> String? {
        old == new ? nil : new
    }

    /// "(1,2)" as "\left(1,2\right)"; only where every parenthesis has its partner.
    private static func sized(_ text: String) -> String? {
        guard !text.contains("\\"), text.contains("(") else { return nil }
        var depth = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            // An interval such as [1,2) has partners of two kinds.
            if depth < 0 || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") { return nil }
        }
        guard depth == 0 else { return nil }
        return replaced(replaced(text, "(", "\\left("), ")", "\\right)")
    }

    /// "5 cm" as "5\text{ cm}".
    private static func textUnit(_ text: String) -> String? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, Double(String(parts[0])) != nil, !parts[1].isEmpty,
            parts[1].utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 })
        else { return nil }
        return "\(parts[0])\\text{ \(parts[1])}"
    }

    /// "5 m" as "500 cm", where the gold has the unit of the answer, so that it counts.
    private static func converted(_ text: String, beside gold: String) -> String? {
        let units: [String: (factor: Int64, unit: String)] = [
            "m": (100, "cm"), "km": (1000, "m"), "cm": (10, "mm"), "kg": (1000, "g"),
            "L": (1000, "mL"), "hours": (60, "minutes"), "minutes": (60, "seconds"),
            "days": (24, "hours"), "feet": (12, "inches"),
        ]
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, gold.hasSuffix(" " + parts[1]),
            let number = Int64(parts[0]), let (factor, unit) = units[String(parts[1])]
        else { return nil }
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: factor)
        return isTooLarge ? nil : "\(product) \(unit)"
    }

    /// "a+b" as "b+a", for sums of letters, digits and powers alone.
    private static func commuted(_ text: String) -> String? {
        let plain = text.utf8.allSatisfy { byte in
            (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
                || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "^")
        }
        let parts = text.split(separator: "+", omittingEmptySubsequences: false)
        guard plain, parts.count > 1, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        return parts.reversed().joined(separator: "+")
    }
}

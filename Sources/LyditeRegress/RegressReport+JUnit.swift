internal import LyditeCore

extension RegressReport {
    /// JUnit XML: a test case for each row, and one for each verdict that a rewriting changed.
    ///
    /// A failure is what makes the check fail: a change that nobody allowed, or such a verdict.
    package func junit(_ rows: [LabelledRow], _ answers: [RowAnswer]) -> String {
        let changed = Dictionary(
            unexplained.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var cases: [String] = []
        var failures = 0
        var errors = 0
        for (row, answer) in zip(rows, answers) {
            var body = ""
            if let change = changed[row.id] {
                body = Self.element("failure", change.text)
                failures += 1
            } else if answer.isEnvironmentFailure {
                body = Self.element("error", answer.detail ?? answer.code)
                errors += 1
            }
            cases.append(
                "  <testcase classname=\"\(Self.escaped(row.kind))\" name=\"\(Self.escaped(row.id))\""
                    + (body.isEmpty ? "/>" : ">\(body)</testcase>"))
        }
        for change in unexplained where change.kind == .gone {
            cases.append(
                "  <testcase classname=\"gone\" name=\"\(Self.escaped(change.id))\">"
                    + Self.element("failure", change.text) + "</testcase>")
            failures += 1
        }
        for violation in rewrites?.violations ?? [] {
            let text = "\(violation.id), \(violation.rule): \(violation.was) to \(violation.now)"
            cases.append(
                "  <testcase classname=\"rewrite: \(Self.escaped(violation.rule))\""
                    + " name=\"\(Self.escaped(violation.id))\">" + Self.element("failure", text)
                    + "</testcase>")
            failures += 1
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="lydite regress" tests="\(cases.count)" failures="\(failures)" \
            errors="\(errors)">
            \(cases.joined(separator: "\n"))
            </testsuite>

            """
    }

    private static func element(_ name: String, _ message: String) -> String {
        "<\(name) message=\"\(escaped(message))\"/>"
    }

    /// XML 1.0 has no place for most control characters, not even as a reference.
    private static func escaped(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\r", "\t": plain.append(" ")
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                plain.append("\u{FFFD}")
            default: plain.append(scalar)
            }
        }
        return Markup.escaped(String(plain))
    }
}

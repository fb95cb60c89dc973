/// How an actual result is held against the expected one (`compare` of a row).
package struct Comparison: Hashable, Sendable {
    /// Numbers may differ by this much.
    package var absolute: Double?
    /// Numbers may differ by this share of the expected one.
    package var relative: Double?
    /// Order of a list does not matter.
    package var unordered = false
    /// Types must be equal too: 1 is not 1.0 and not True.
    package var exact = false
    /// Text is compared token by token, blanks aside.
    package var tokens = false
    /// Text is compared line by line, trailing blanks and trailing empty lines aside; the default for programs.
    package var lines = false
    /// Only the truth of the result counts, as in `assert f(x)`.
    package var truth = false
    /// A conversion that the test applies to the result first, as in `tuple(f(x)) == (1, 2)`.
    package var projection: Projection?
    /// A program that decides.
    package var checker: Checker?

    package enum Projection: String, CaseIterable, Sendable { case tuple, list, set, sorted, len }

    package struct Checker: Hashable, Sendable {
        package var language: String
        package var source: String
    }

    package init() {}

    package init(json: JSON) throws(RowError) {
        let row = try RowReader(json, name: "compare")
        absolute = try row.number("absolute")
        relative = try row.number("relative")
        if let tolerance = try row.number("tolerance") {
            absolute = absolute ?? tolerance
            relative = relative ?? tolerance
        }
        unordered = try row.flag("unordered")
        exact = try row.flag("exact")
        tokens = try row.flag("tokens")
        lines = try row.flag("lines")
        truth = try row.flag("truth")
        if let name = try row.text("projection") {
            guard let known = Projection(rawValue: name) else {
                throw RowError(
                    field: "compare.projection", expected: "one of tuple, list, set, sorted, len")
            }
            projection = known
        }
        if let checker = row["checker"] {
            let program = try RowReader(checker, name: "compare.checker")
            self.checker = Checker(
                language: try program.requiredText("language"),
                source: try program.requiredText("source"))
        }
    }

    /// The same fields again, those with default values left out.
    package var json: JSON {
        .record([
            "absolute": absolute.map { .double($0) }, "relative": relative.map { .double($0) },
            "unordered": unordered ? true : nil, "exact": exact ? true : nil,
            "tokens": tokens ? true : nil, "lines": lines ? true : nil, "truth": truth ? true : nil,
            "projection": projection.map { .string($0.rawValue) },
            "checker": checker.map {
                ["language": .string($0.language), "source": .string($0.source)]
            },
        ])
    }
}

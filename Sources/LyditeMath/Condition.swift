/// A comparison of two formulas, such as `n * price < note`.
package struct Condition: Hashable, Sendable {
    package enum Relation: String, Hashable, Sendable, CaseIterable {
        // The longer spellings first: the parser takes the first that matches.
        case equal = "=="
        case notEqual = "!="
        case atMost = "<="
        case atLeast = ">="
        case below = "<"
        case above = ">"
    }

    package var left: Formula
    package var relation: Relation
    package var right: Formula

    package init(left: Formula, relation: Relation, right: Formula) {
        self.left = left
        self.relation = relation
        self.right = right
    }

    package init(parsing text: String) throws(FormulaError) {
        var parser = try FormulaParser(text)
        left = try parser.sum(depth: 0)
        relation = try parser.relation()
        right = try parser.sum(depth: 0)
        try parser.expectEnd()
    }

    package var names: Set<String> { left.names.union(right.names) }

    /// Whether the comparison holds for these values.
    package func holds(_ lookup: (String) -> Rational?) throws(FormulaError) -> Bool {
        relation.holds(try left.value(lookup), try right.value(lookup))
    }
}

extension Condition.Relation {
    func holds(_ x: Rational, _ y: Rational) -> Bool {
        switch self {
        case .equal: x == y
        case .notEqual: x != y
        case .atMost: x <= y
        case .atLeast: x >= y
        case .below: x < y
        case .above: x > y
        }
    }
}

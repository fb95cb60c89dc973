internal import LyditeCore

/// What must vanish for an equation to hold: one polynomial a factor, none twice.
///
/// Factors without a real zero are left out, so that equal sets have equal solutions. The converse
/// does not hold and is never used.
struct EquationFactors {
    private var factors: Set<NormalForm> = []

    /// Whether two equations surely have the same solutions.
    static func equal(_ x: Relation, _ y: Relation) -> Bool {
        var builder = ExpressionBuilder()
        guard let a = difference(x, &builder), let b = difference(y, &builder),
            let first = leaves(a, builder), let second = leaves(b, builder)
        else { return false }
        let analysis = Analysis(builder)
        guard !analysis.isElementary, !analysis.failed,
            let left = EquationFactors(first, analysis),
            let right = EquationFactors(second, analysis)
        else { return false }
        // Without a real solution the complex ones may still differ.
        return !left.factors.isEmpty && left.factors == right.factors
    }

    private static func difference(
        _ relation: Relation, _ builder: inout ExpressionBuilder
    ) -> Int32? {
        guard relation.signs == [.equal], case .expression(let left) = relation.sides[0],
            case .expression(let right) = relation.sides[1]
        else { return nil }
        do {
            return try builder.subtract(try builder.copy(left), try builder.copy(right))
        } catch { return nil }
    }

    /// The factors as they are written; nil where something else than a number is divided by.
    private static func leaves(_ root: Int32, _ builder: ExpressionBuilder) -> [Int32]? {
        var out: [Int32] = []
        var open = [root]
        while let place = open.popLast() {
            let node = builder.nodes[Int(place)]
            switch node.operation {
            case .negate: open.append(node.left)
            case .multiply: open += [node.left, node.right]
            case .power:
                guard let count = builder.number(node.right)?.intValue, count > 0 else {
                    out.append(place)
                    break
                }
                open.append(node.left)
            default: out.append(place)
            }
            guard open.count + out.count <= 64 else { return nil }
        }
        return out
    }

    private init?(_ leaves: [Int32], _ analysis: Analysis) {
        for leaf in leaves {
            guard let form = analysis.forms[Int(leaf)] else { return nil }
            if let constant = form.constant {
                guard !constant.isZero else { return nil }
                continue
            }
            guard let (_, monomial, rest) = form.primitive() else { return nil }
            for (atom, exponent) in monomial.parts {
                guard EquationFactors.isVariable(atom, analysis) else { return nil }
                if exponent > 0 {
                    factors.insert(NormalForm(atom: atom))
                } else {
                    // x = 0 is excluded: harmless when the rest has no zero there.
                    guard leaves.count == 1, !rest.constantTerm.isZero,
                        rest.terms.keys.allSatisfy({
                            $0.powers.isEmpty || $0.exponent(of: atom) > 0
                        })
                    else { return nil }
                }
            }
            guard rest.terms.keys.allSatisfy({ EquationFactors.isPolynomial($0, analysis) }) else {
                return nil
            }
            if rest.constant != nil || EquationFactors.isPositive(rest) { continue }
            // Without its monomial another term may come first and set the sign.
            guard let normal = rest.primitive(), normal.monomial.powers.isEmpty else { return nil }
            factors.insert(normal.rest)
        }
    }

    private static func isVariable(_ atom: Int, _ analysis: Analysis) -> Bool {
        if case .variable = analysis.atoms[atom] { true } else { false }
    }

    private static func isPolynomial(
        _ monomial: NormalForm.Monomial, _ analysis: Analysis
    ) -> Bool {
        monomial.parts.allSatisfy { part in
            switch analysis.atoms[part.atom] {
            case .variable, .pi: part.exponent > 0
            default: false
            }
        }
    }

    /// Even powers with positive coefficients and a positive constant.
    private static func isPositive(_ form: NormalForm) -> Bool {
        form.constantTerm.sign > 0
            && form.terms.allSatisfy { monomial, coefficient in
                coefficient.sign > 0 && monomial.parts.allSatisfy { $0.exponent % 2 == 0 }
            }
    }
}

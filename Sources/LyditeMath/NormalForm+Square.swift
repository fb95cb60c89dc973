extension NormalForm {
    /// Most terms of a root that is looked for.
    private static let maximumRootTerms = 8

    /// The form whose square this is, when there is one of few terms; its largest term is
    /// positive.
    ///
    /// Term by term as on paper: the root's largest term, then what is left over by twice of it.
    func squareRoot() -> NormalForm? {
        let limit = NormalForm.maximumRootTerms
        guard terms.count >= 3, terms.count <= limit * (limit + 1) / 2, let lead = largest,
            let first = lead.coefficient.exactRoot(2), let half = lead.monomial.half
        else { return nil }
        let step = (first + first).reciprocal
        guard let step else { return nil }
        var root = NormalForm()
        root.add(first, half)
        guard var rest = plusSquare(of: root, Rational(-1)) else { return nil }
        for _ in 0..<limit {
            guard let next = rest.largest else { return root }
            var term = NormalForm()
            term.add(next.coefficient * step, next.monomial.times(half.inverse))
            // (r + t)^2 - r^2 = (2r + t) t
            guard let twice = root.scaled(Rational(2)).plus(term),
                let change = twice.times(term, reducing: nil),
                let left = rest.plus(change.scaled(Rational(-1))),
                let sum = root.plus(term)
            else { return nil }
            (rest, root) = (left, sum)
        }
        return rest.isZero ? root : nil
    }

    private func plusSquare(of other: NormalForm, _ factor: Rational) -> NormalForm? {
        other.times(other, reducing: nil).flatMap { plus($0.scaled(factor)) }
    }

    /// The term with the largest exponent of the first atom, then of the second, and so on: an
    /// order that products keep.
    private var largest: (monomial: Monomial, coefficient: Rational)? {
        terms.max { NormalForm.precedes($0.key, $1.key) }.map { ($0.key, $0.value) }
    }

    private static func precedes(_ a: Monomial, _ b: Monomial) -> Bool {
        let quotient = b.times(a.inverse).parts
        return quotient.first.map { $0.exponent > 0 } ?? false
    }
}

extension NormalForm.Monomial {
    /// The monomial whose square this is.
    fileprivate var half: NormalForm.Monomial? {
        var result = NormalForm.Monomial()
        for part in parts {
            guard part.exponent % 2 == 0 else { return nil }
            result = result.times(.init(atom: part.atom, exponent: part.exponent / 2))
        }
        return result
    }
}

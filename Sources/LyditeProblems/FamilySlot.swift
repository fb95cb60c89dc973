package import LyditeCore
package import LyditeMath

/// One thing of a family that changes from variant to variant.
package struct FamilySlot: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Numbers at a fixed distance: `start`, `start + step`, ... (`count` of them).
        case grid(start: Rational, step: Rational, count: Int)
        /// Numbers listed, or every fraction in lowest terms within bounds.
        case listed([Rational])
        /// Worked out from the slots before it, so that divisions come out even by construction.
        case computed(Formula)
        /// A first name with its pronouns.
        case name
        /// A thing that can be counted.
        case item([FamilyNoun])
        /// A text of the author's list.
        case word([String])
    }

    package var name: String
    package var kind: Kind
    /// How statements and equations write the value.
    package var style: FamilyNumberStyle
    package var line: Int
    /// What the number counts, where `{slot:unit}` prints it.
    package var unit: FamilyUnit?
    /// What the file says that the number counts or measures, such as km/h.
    package var measure: String?

    package var isNumber: Bool {
        switch kind {
        case .grid, .listed, .computed: true
        case .name, .item, .word: false
        }
    }

    /// Whether the slot's number is drawn, not worked out.
    package var isDrawn: Bool {
        if case .computed = kind { false } else { isNumber }
    }

    /// How many values the slot can take.
    package var count: Int {
        switch kind {
        case .grid(_, _, let count): count
        case .listed(let values): values.count
        case .computed: 1
        case .name: FamilyName.all.count
        case .item(let nouns): nouns.count
        case .word(let texts): texts.count
        }
    }

    /// One value of a slot that holds a number.
    package func draw(_ generator: inout SeededGenerator) -> Rational {
        switch kind {
        case .grid(let start, let step, let count):
            start + step * Rational(generator.below(count))
        case .listed(let values): generator.pick(values)
        case .computed, .name, .item, .word: preconditionFailure("\(name) draws no number")
        }
    }

    /// Every number of the slot; nil for a slot with more than `most`.
    package func values(atMost most: Int) -> [Rational]? {
        guard isDrawn, count <= most else { return nil }
        switch kind {
        case .grid(let start, let step, let count):
            return (0..<count).map { start + step * Rational($0) }
        case .listed(let values): return values
        case .computed, .name, .item, .word: return nil
        }
    }

    /// One value of a slot that holds words, other than those in `taken`.
    package func drawWord(
        _ generator: inout SeededGenerator, taken: [FamilyWord]
    ) -> FamilyWord {
        var word = anyWord(&generator)
        for _ in 0..<32 where taken.contains(word) { word = anyWord(&generator) }
        return word
    }

    private func anyWord(_ generator: inout SeededGenerator) -> FamilyWord {
        switch kind {
        case .name: .name(generator.pick(FamilyName.all))
        case .item(let nouns): .noun(generator.pick(nouns))
        case .word(let texts): .text(generator.pick(texts))
        case .grid, .listed, .computed: preconditionFailure("\(name) holds no word")
        }
    }

    /// Whether `value` is one of the slot's numbers, given those of the slots before it.
    package func contains(_ value: Rational, _ others: [String: Rational]) -> Bool {
        switch kind {
        case .grid(let start, let step, let count):
            guard let place = (value - start).divided(by: step) else { return false }
            return place.isInteger && place >= Rational(0) && place < Rational(count)
        case .listed(let values): return values.contains(value)
        case .computed(let formula): return (try? formula.value { others[$0] }) == value
        case .name, .item, .word: return false
        }
    }
}

/// What a slot without a number holds.
package enum FamilyWord: Hashable, Sendable {
    case name(FamilyName)
    case noun(FamilyNoun)
    case text(String)

    package var text: String {
        switch self {
        case .name(let name): name.text
        case .noun(let noun): noun.one
        case .text(let text): text
        }
    }
}

/// The units that are converted exactly.
enum UnitTable {
    struct Entry: Sendable {
        var axis: Int
        var power: Int8
        var factor: Rational
    }

    /// A unit by its name in lower case and singular; symbols with capitals stand as written.
    static func entry(_ name: [UInt8]) -> Entry? {
        guard name.count <= 14 else { return nil }
        return table[String(decoding: name, as: UTF8.self)]
    }

    /// Whether the letters alone, joined to a number, are surely a unit: 5cm but not 5x.
    static func isSymbol(_ name: [UInt8]) -> Bool { name.count >= 2 && entry(name) != nil }

    /// Whether one letter, joined to a number, names a unit: 5m, 5s, but not 5x.
    static func isLetter(_ byte: UInt8) -> Bool { entry([lower(byte)]) != nil }

    private static let table: [String: Entry] = {
        var table: [String: Entry] = [:]
        func add(_ axis: Int, _ power: Int8, _ names: String, _ top: Int, _ bottom: Int = 1) {
            let factor = Rational(numerator: top, denominator: bottom) ?? .one
            for name in names.split(separator: " ") {
                table[String(name)] = Entry(axis: axis, power: power, factor: factor)
            }
        }
        // Length in millimetres, tenths of micrometres for the inch.
        add(0, 1, "mm millimeter millimetre", 1)
        add(0, 1, "cm centimeter centimetre", 10)
        add(0, 1, "dm decimeter decimetre", 100)
        add(0, 1, "m meter metre", 1_000)
        add(0, 1, "km kilometer kilometre", 1_000_000)
        add(0, 1, "in inch inche", 254, 10)
        add(0, 1, "ft foot feet", 3_048, 10)
        add(0, 1, "yd yard", 9_144, 10)
        add(0, 1, "mi mile", 1_609_344)
        // Volume in cubic millimetres.
        add(0, 3, "ml milliliter millilitre", 1_000)
        add(0, 3, "cl centiliter centilitre", 10_000)
        add(0, 3, "dl deciliter decilitre", 100_000)
        add(0, 3, "l liter litre", 1_000_000)
        // Mass in milligrams.
        add(1, 1, "mg milligram", 1)
        add(1, 1, "g gram gm", 1_000)
        add(1, 1, "kg kilogram kilo kg", 1_000_000)
        add(1, 1, "t tonne", 1_000_000_000)
        add(1, 1, "lb pound", 45_359_237, 100)
        add(1, 1, "oz ounce", 45_359_237, 1_600)
        // Time in seconds. Months and years are not whole numbers of days.
        add(2, 1, "s sec second", 1)
        add(2, 1, "min minute", 60)
        add(2, 1, "h hr hour", 3_600)
        add(2, 1, "day", 86_400)
        add(2, 1, "week", 604_800)
        add(3, 1, "degree deg \u{3}", 1)
        add(4, 1, "byte", 8)
        add(4, 1, "bit", 1)
        // Money: one axis a currency, so that no rate is ever assumed.
        add(8, 1, "$ usd dollar us$", 100)
        add(8, 1, "cent \u{a2} penny pennie", 1)
        add(9, 1, "eur euro", 1)
        add(Unit.sterling, 1, "gbp", 1)
        add(11, 1, "yen jpy", 1)
        add(12, 1, "inr rupee r rs", 1)
        add(13, 1, "yuan rmb cny", 1)
        return table
    }()

    /// Words that multiply the number before them.
    static func multiplier(_ word: [UInt8]) -> Rational? {
        switch String(decoding: word, as: UTF8.self) {
        case "hundred": Rational(100)
        case "thousand": Rational(1_000)
        case "lakh": Rational(100_000)
        case "million": Rational(1_000_000)
        case "crore": Rational(10_000_000)
        case "billion": Rational(1_000_000_000)
        case "trillion": Rational(1_000_000_000_000)
        case "quadrillion": Rational(1_000_000_000_000_000)
        case "halve": Rational(reduced: 1, 2)
        case "third": Rational(reduced: 1, 3)
        case "fourth": Rational(reduced: 1, 4)
        case "fifth": Rational(reduced: 1, 5)
        case "sixth": Rational(reduced: 1, 6)
        case "seventh": Rational(reduced: 1, 7)
        case "eighth": Rational(reduced: 1, 8)
        case "ninth": Rational(reduced: 1, 9)
        case "tenth": Rational(reduced: 1, 10)
        case "hundredth": Rational(reduced: 1, 100)
        case "thousandth": Rational(reduced: 1, 1_000)
        case "millionth": Rational(reduced: 1, 1_000_000)
        default: nil
        }
    }

    /// Words that make a count mean more than its number says.
    static func isCounter(_ word: [UInt8]) -> Bool {
        switch String(decoding: word, as: UTF8.self) {
        case "dozen", "pair", "couple", "score", "gross", "half", "halve", "third", "quarter",
            "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "hundredth",
            "thousandth", "millionth", "k", "time", "fold", "percentage":
            true
        default: false
        }
    }

    /// Words of mathematics that are never a unit.
    static func isFunction(_ word: [UInt8]) -> Bool {
        switch String(decoding: word, as: UTF8.self) {
        case "pi", "sqrt", "sin", "sine", "cos", "cosine", "tan", "tangent", "cot", "sec", "csc",
            "log", "ln", "lg", "exp", "mod", "choose", "theta", "alpha", "beta", "inf",
            "infinity", "e", "i", "or", "and", "to", "plus", "minus", "over", "squared",
            "cubed", "factorial", "power", "root", "npr", "ncr", "abs", "floor", "ceil", "max",
            "min", "gcd", "lcm", "not", "but", "remainder", "less", "more", "than", "arcsin",
            "arccos", "arctan", "sinh", "cosh", "tanh", "at", "between", "least", "most",
            "radical", "lambda", "omega", "phi", "no", "none", "is", "negative", "below",
            "doubled", "tripled", "halved", "inverse", "reciprocal":
            true
        default: false
        }
    }
}

/// Units whose sizes the world has fixed.
enum LiftUnit: Hashable {
    case time
    case length
    case weight
    case volume
    case money
    case memory
    case number

    /// Every kind of thing that a word, in the singular, measures; an ounce weighs or fills.
    static func kinds(_ word: String) -> Set<LiftUnit> {
        Set(table.filter { $0.words.contains(word) }.map(\.kind))
    }

    /// How many seconds, inches, ounces, ... one of the unit has; nil for unknown words.
    static func size(_ word: String) -> (kind: LiftUnit, value: Int)? { sizes[word] }

    private static let table: [(kind: LiftUnit, words: Set<String>)] = [
        (
            .time,
            [
                "second", "minute", "hour", "day", "week", "month", "year", "decade", "century",
                "fortnight", "weekend", "weekday",
            ]
        ),
        (
            .length,
            [
                "inch", "inche", "foot", "feet", "yard", "mile", "millimeter", "centimeter",
                "meter", "kilometer", "mm", "cm", "m", "km", "ft", "in", "metre", "kilometre",
            ]
        ),
        (
            .weight,
            [
                "ounce", "pound", "ton", "gram", "kilogram", "milligram", "mg", "g", "kg", "lb",
                "lbs", "oz", "kilo", "stone", "tonne",
            ]
        ),
        (
            .volume,
            [
                "ounce", "oz", "teaspoon", "tablespoon", "cup", "pint", "quart", "gallon",
                "milliliter", "liter", "ml", "l", "litre", "cubic", "tsp", "tbsp", "barrel",
            ]
        ),
        (.money, ["cent", "penny", "pennies", "nickel", "dime", "quarter", "dollar"]),
        (
            .memory,
            [
                "bit", "byte", "kb", "mb", "gb", "tb", "kilobyte", "megabyte", "gigabyte",
                "terabyte",
            ]
        ),
        (.number, ["dozen", "gross", "score", "ream"]),
    ]

    private static let sizes: [String: (kind: LiftUnit, value: Int)] = [
        "second": (.time, 1), "minute": (.time, 60), "hour": (.time, 3_600),
        "day": (.time, 86_400), "week": (.time, 604_800), "fortnight": (.time, 1_209_600),
        "inch": (.length, 1), "inche": (.length, 1), "foot": (.length, 12),
        "feet": (.length, 12), "yard": (.length, 36), "ounce": (.weight, 1),
        "pound": (.weight, 16), "cent": (.money, 1), "dollar": (.money, 100),
        "cup": (.volume, 1), "pint": (.volume, 2), "quart": (.volume, 4),
        "gallon": (.volume, 16),
    ]
}

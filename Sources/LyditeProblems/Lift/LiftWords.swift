internal import LyditeMath

/// What words say about numbers: counting words, fractions, multiples and the constants of units.
enum LiftWords {
    static let counts: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
        "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90,
    ]

    static let scales: [String: Int] = ["hundred": 100, "thousand": 1_000, "million": 1_000_000]

    /// Denominators by name; "second" is a unit of time far more often.
    static let parts: [String: Int] = [
        "half": 2, "halves": 2, "third": 3, "thirds": 3, "fourth": 4, "fourths": 4, "quarter": 4,
        "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7,
        "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10,
        "tenths": 10, "twelfth": 12,
    ]

    static let multiples: [String: [Int]] = [
        "twice": [2], "double": [2], "doubles": [2], "doubled": [2], "doubling": [2],
        "pair": [2], "pairs": [2], "couple": [2], "both": [2], "twins": [2], "halved": [2],
        "halve": [2], "thrice": [3], "triple": [3], "triples": [3], "tripled": [3],
        "triplets": [3], "quadruple": [4], "quadrupled": [4], "quadruples": [4],
        "dozen": [12], "dozens": [12], "second": [2], "either": [2], "single": [1],
        "every other": [2], "score": [20],
    ]

    /// Those that only ever multiply or divide.
    static let factors: Set<String> = [
        "twice", "double", "doubles", "doubled", "doubling", "halved", "halve", "thrice", "triple",
        "triples", "tripled", "quadruple", "quadrupled", "quadruples",
    ]

    /// What follows "3 times" where that multiplies.
    static let afterTimes: Set<String> = [
        "as", "more", "the", "that", "than", "what", "his", "her", "their", "its", "less", "fewer",
        "larger", "bigger", "longer", "taller", "older", "faster", "higher", "heavier", "greater",
        "farther", "further",
    ]

    /// Units, by which two numbers are of different kinds.
    static let measures: Set<String> = [
        "second", "minute", "hour", "day", "week", "month", "year", "inch", "inche", "foot", "feet",
        "yard", "mile", "meter", "kilometer", "km", "centimeter", "cm", "pound", "ounce", "kg",
        "kilogram", "gram", "ton", "gallon", "quart", "pint", "cup", "liter", "milliliter", "ml",
        "degree", "mph",
    ]

    /// Numbers that a unit brings along, by its words.
    static let units: [(words: [String], values: [String])] = [
        (["week", "weeks", "weekly"], ["7", "5", "52", "2"]),
        (["weekend", "weekends", "weekday", "weekdays"], ["2", "5", "7"]),
        (["day", "days", "daily"], ["24", "7", "365", "30"]),
        (["month", "months", "monthly"], ["12", "30", "4", "31", "28"]),
        (["year", "years", "yearly", "annual", "annually"], ["12", "365", "52", "4", "366"]),
        (["decade", "decades"], ["10"]), (["century", "centuries"], ["100"]),
        (["hour", "hours", "hourly", "mph"], ["60", "24", "3600", "0.5"]),
        (["minute", "minutes"], ["60", "3600", "0.5"]), (["second", "seconds"], ["60", "3600"]),
        (["percent", "percentage", "%"], ["100", "0.01", "1"]),
        (["cent", "cents", "penny", "pennies"], ["100", "0.01", "1"]),
        (["dime", "dimes"], ["10", "0.1", "0.10"]),
        (["nickel", "nickels"], ["5", "0.05"]), (["quarter", "quarters"], ["25", "0.25", "4"]),
        (["$", "dollar", "dollars"], ["100"]),
        (["foot", "feet", "inch", "inches", "ft"], ["12", "3"]), (["yard", "yards"], ["3", "36"]),
        (["mile", "miles"], ["5280", "1760"]), (["pound", "pounds", "ounce", "ounces"], ["16"]),
        (["gallon", "gallons", "quart", "quarts"], ["4", "128", "16"]),
        (["pint", "pints", "cup", "cups"], ["2", "16", "8"]), (["ton", "tons"], ["2000", "1000"]),
        (
            [
                "kilometer", "kilometers", "km", "kg", "kilogram", "kilograms", "gram", "grams",
                "liter", "liters", "ml", "milliliters", "kilometres", "litres", "grams", "mg", "l",
            ],
            ["1000"]
        ),
        (["meter", "meters", "cm", "centimeters", "m", "metres"], ["100", "1000"]),
        (["square", "rectangle", "rectangular", "perimeter"], ["4", "2"]),
        (["triangle", "triangular"], ["3", "2"]), (["average", "mean"], ["2"]),
        (["alphabet"], ["26"]), (["tripod", "tricycle", "tricycles"], ["3"]),
        (["bike", "bikes", "bicycle", "bicycles"], ["2"]), (["car", "cars"], ["4"]),
        (["dog", "dogs", "cat", "cats", "cow", "cows", "horse", "horses"], ["4"]),
        (["chicken", "chickens", "bird", "birds", "duck", "ducks", "people", "person"], ["2"]),
        (["spider", "spiders", "octopus"], ["8"]), (["quartet"], ["4"]), (["leap"], ["366"]),
    ]

    /// Numbers that need no word: halving, hundredths, one more.
    static let bare: [String] = ["1", "2", "100", "0", "0.01"]

    /// What has a fixed number of these, or comes only in certain sizes.
    static let fixedNouns: Set<String> = [
        "bill", "bills", "coin", "coins", "degree", "degrees", "leg", "legs", "wheel", "wheels",
        "side", "sides", "finger", "fingers", "toe", "toes", "eye", "eyes", "wing", "wings",
        "string", "strings", "corner", "corners", "quarter", "quarters", "half", "halves",
        "inning", "innings", "letter", "letters", "tentacles", "arms", "claws", "paws", "digits",
        "feet", "am", "pm", "o'clock", "noon", "th", "st", "nd", "rd", "grade", "oclock", "digit",
        "ply", "pack", "packs", "way", "story", "dimensional", "d", "times a day",
    ]

    /// What a text tends to list by name right after it has said how many.
    static let listed: Set<String> = [
        "friend", "friends", "people", "children", "kids", "siblings", "brothers", "sisters",
        "sons", "daughters", "boys", "girls", "colors", "colours", "types", "kinds", "flavors",
        "classes", "teams", "pets", "towns", "cities", "shops", "stores", "rooms", "classmates",
        "cousins", "roommates", "guys", "ladies", "families", "brother", "sister", "different",
        "players", "workers", "employees", "grandchildren", "meals", "courses", "shifts", "parts",
        "groups", "members", "kid", "child", "subjects", "animals", "persons",
        "sizes", "sections", "categories", "men", "women",
    ]

    /// Words before a number that point back to one already said, or to a part of a whole.
    static let pointers: Set<String> = [
        "first", "next", "last", "remaining", "other", "final", "these", "those", "the", "all",
        "previous", "past", "route", "number", "grade", "page",
        "chapter", "day", "week", "level", "apollo", "interstate", "highway", "type", "phase",
    ]

    static let hyphenUnits: Set<String> = [
        "foot", "inch", "mile", "minute", "hour", "page", "dollar", "gallon", "ounce", "pound",
        "meter", "kilometer", "liter", "acre", "piece", "question", "year", "day", "mi", "lb",
    ]

    static let ageWords: Set<String> = ["old", "age", "ages", "aged", "older", "younger"]

    static func singular(_ noun: String) -> String {
        if noun.hasSuffix("ies"), noun.count > 4 { return noun.dropLast(3) + "y" }
        if noun.hasSuffix("ses") || noun.hasSuffix("xes") || noun.hasSuffix("ches") {
            return String(noun.dropLast(2))
        }
        return noun.hasSuffix("s") && noun.count > 3 ? String(noun.dropLast()) : noun
    }

    /// Numbers that a text states as its units' own where it states them at all.
    private static let known: [(words: [String], values: [String])] = [
        (["week", "weeks", "weekly"], ["7"]),
        (["weekday", "weekdays", "workweek", "school"], ["5"]), (["weekend", "weekends"], ["2"]),
        (["hour", "hours", "hourly"], ["60", "24"]),
        (["day", "days", "daily"], ["24", "365"]), (["minute", "minutes"], ["60"]),
        (["month", "months", "monthly"], ["12", "30"]), (["second", "seconds"], ["60"]),
        (["year", "years", "yearly", "annual"], ["12", "365", "52"]),
        (["percent", "%", "cent", "cents"], ["100"]), (["dime", "dimes"], ["10"]),
        (["nickel", "nickels"], ["5"]), (["quarter", "quarters"], ["25", "4"]),
        (["foot", "feet", "inch", "inches"], ["12"]), (["yard", "yards"], ["3"]),
        (["ounce", "ounces"], ["16"]), (["gallon", "gallons"], ["4", "16", "128"]),
        (["cup", "cups", "pint", "pints"], ["2", "16"]), (["leg", "legs"], ["2", "4", "6", "8"]),
        (["kilometer", "kilometers", "km", "kg", "kilograms", "grams", "ml"], ["1000"]),
        (["cm", "centimeters"], ["100"]), (["square"], ["4"]),
        (["rectangle", "rectangular", "perimeter", "sides", "fence"], ["2", "4"]),
        (["triangle"], ["3"]),
        (["wheel", "wheels"], ["2", "3", "4"]), (["tablespoon", "tablespoons"], ["3", "16"]),
        (["dozen", "dozens"], ["12"]),
    ]

    /// What a number of a text with these words may be instead of its own.
    static func rivals(_ words: Set<String>) -> Set<Rational> {
        var found: Set<Rational> = []
        for unit in known where unit.words.contains(where: words.contains) {
            found.formUnion(unit.values.compactMap { Rational(decimal: $0) })
        }
        return found
    }

    /// Sizes of units that nobody reads otherwise.
    private static let sure: [(words: [String], values: [String])] = [
        (["week", "weeks", "weekly"], ["7"]), (["weekend", "weekends"], ["2"]),
        (["weekday", "weekdays"], ["5"]), (["day", "days", "daily"], ["24"]),
        (["year", "years", "yearly", "annual", "annually"], ["12", "52", "365"]),
        (["decade", "decades"], ["10"]), (["century", "centuries"], ["100"]),
        (["hour", "hours", "hourly", "minute", "minutes", "seconds"], ["60", "3600"]),
        (["percent", "percentage", "%"], ["100", "0.01", "1"]),
        (["cent", "cents", "penny", "pennies", "$", "dollar", "dollars"], ["100", "0.01"]),
        (["dime", "dimes"], ["10", "0.1", "0.10"]), (["nickel", "nickels"], ["5", "0.05"]),
        (["quarter", "quarters"], ["25", "0.25", "4"]),
        (["foot", "feet", "inch", "inches", "ft"], ["12"]), (["yard", "yards"], ["3", "36"]),
        (["mile", "miles"], ["5280"]), (["pound", "pounds", "ounce", "ounces"], ["16"]),
        (["gallon", "gallons", "quart", "quarts"], ["4"]), (["ton", "tons"], ["2000"]),
        (["kilometer", "kilometers", "km", "kg", "kilogram", "kilograms", "grams"], ["1000"]),
        (["meter", "meters", "cm", "centimeters"], ["100"]),
        (["square", "rectangle", "rectangular", "perimeter"], ["4", "2"]),
        (["dozen", "dozens"], ["12"]),
    ]

    /// The constants of the words of a text that need no second look.
    static func certain(_ words: Set<String>) -> Set<Rational> {
        var found: Set<Rational> = []
        for unit in sure where unit.words.contains(where: words.contains) {
            found.formUnion(unit.values.compactMap { Rational(decimal: $0) })
        }
        return found
    }

    /// The values that the words of a text bring along.
    static func unitValues(_ words: Set<String>) -> Set<Rational> {
        var found: Set<Rational> = []
        for unit in units where unit.words.contains(where: words.contains) {
            found.formUnion(unit.values.compactMap { Rational(decimal: $0) })
        }
        return found
    }
}

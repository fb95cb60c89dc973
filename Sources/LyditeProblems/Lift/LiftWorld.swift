import LyditeMath

/// Numbers that the world, a game or a body has fixed, not the text.
///
/// `firm` ones never change. `loose` ones (days of a week that are worked, hours of a day, sizes
/// of boxes) change only where a family would have no slot without them.
struct LiftWorld {
    private(set) var firm: Set<Int> = []
    private(set) var loose: Set<Int> = []
    private let context: LiftContext
    private let words: Set<String>

    init(_ statement: LiftStatement, _ context: LiftContext) {
        self.context = context
        words = statement.words
        for token in context.numbers.indices where context.numbers[token].role == .plain {
            if isDefinition(token) || isNature(token) { firm.insert(token) }
            if isHabit(token) { loose.insert(token) }
        }
    }

    /// "N ounces in a pound", "a foot is N inches": a unit by another of its kind.
    private func isDefinition(_ token: Int) -> Bool {
        let number = context.numbers[token]
        guard !number.isPercent else { return false }
        let after = context.after(token, 7)
        guard let own = after.first(where: { !LiftUnit.kinds(single($0)).isEmpty }) else {
            return false
        }
        let kinds = LiftUnit.kinds(single(own))
        if kinds.contains(.time) { return isCalendar(number, single(own), after) }
        if let link = after.firstIndex(where: Self.links.contains),
            let other = after[(link + 1)...].first(where: { !Self.articles.contains($0) }),
            single(other) != single(own), !kinds.isDisjoint(with: LiftUnit.kinds(single(other)))
        {
            return true
        }
        return isDefined(token, kinds)
    }

    /// "one gallon is", "a pound has", "each foot equals" right before the number.
    private func isDefined(_ token: Int, _ kinds: Set<LiftUnit>) -> Bool {
        let before = context.before(token, 6)
        guard let verb = before.firstIndex(where: Self.verbs.contains), verb < 3 else {
            return false
        }
        let rest = before[(verb + 1)...].prefix(3)
        guard let unit = rest.first, !LiftUnit.kinds(single(unit)).isEmpty else { return false }
        return rest.dropFirst().contains(where: Self.articles.contains)
            && !kinds.isDisjoint(with: LiftUnit.kinds(single(unit)))
    }

    /// Only true sizes of times: eight hours of a day are a habit.
    private func isCalendar(_ number: LiftNumber, _ unit: String, _ after: [String]) -> Bool {
        // "in a school year": adjectives stand before the larger unit.
        guard let link = after.firstIndex(where: Self.links.contains),
            let other = after[(link + 1)...].prefix(3).first(where: {
                LiftUnit.kinds(single($0)).contains(.time)
            })
        else { return unit == "day" && (28...31).contains(number.value.intValue ?? 0) }
        let large = single(other)
        guard LiftUnit.kinds(large).contains(.time), large != unit else { return false }
        return Self.calendar[large]?.contains(unit) == true || after[link] == "in"
    }

    private static let calendar: [String: Set<String>] = [
        "week": ["day"], "weekend": ["day"], "month": ["week"], "year": ["month", "week"],
    ]
    private static let links: Set<String> = ["in", "per", "a", "to", "each", "every", "equals"]
    private static let verbs: Set<String> = [
        "is", "has", "equals", "contains", "=", "are", "holds", "weighs", "makes", "be", "to",
        "about",
    ]
    private static let articles: Set<String> = [
        "a", "an", "one", "1", "each", "every", "per", "the", "single", "fluid",
    ]

    private func single(_ word: String) -> String { LiftWords.singular(word) }

    /// What comes in one number only: teeth, players of a team, points of a shot.
    private func isNature(_ token: Int) -> Bool {
        let number = context.numbers[token]
        let after = context.after(token, 3).filter { $0 != "-" }.map(single)
        if after.prefix(2).contains(where: Self.bodies.contains) { return true }
        for game in Self.games where after.prefix(2).contains(where: game.counts.contains) {
            guard number.value <= Rational(game.most) else { continue }
            if !words.isDisjoint(with: game.words) { return true }
        }
        return false
    }

    private static let bodies: Set<String> = [
        "tooth", "teeth", "leg", "ear", "horn", "tail", "nose", "knee", "tire", "tyre", "wheel",
        "pedal", "hump", "stomach", "wing", "antenna", "antennae", "tentacle", "paw", "claw", "eye",
        "finger", "toe", "thumb", "hoof", "hooves", "fin", "bone", "chromosome", "suit",
        "hemisphere", "planet", "continent", "season", "vowel", "consonant", "octave", "angle",
        "blade", "arm", "hand", "wheeler", "pointer", "axle", "vertex", "vertices",
        "edge", "proton", "electron", "neutron", "carat", "karat", "carbon", "hydrogen", "oxygen",
    ]

    private static let games: [(counts: Set<String>, words: Set<String>, most: Int)] = [
        (
            ["point"],
            [
                "basketball", "football", "soccer", "hockey", "basket", "baskets", "touchdown",
                "touchdowns", "shot", "shots", "goal", "goals", "free", "throws", "hoops", "rugby",
                "darts", "bullseye", "win", "wins", "draw", "draws", "tie", "ties", "victory",
                "pointers", "dunk", "penalty", "safety", "scrabble",
            ], 8
        ),
        (
            ["player", "member", "people", "person", "girl", "boy"],
            [
                "basketball", "football", "soccer", "hockey", "baseball", "volleyball", "cricket",
                "quartet", "trio", "rugby", "softball",
            ], 15
        ),
        (["card"], ["deck", "decks", "suits", "poker"], 54),
        (["hole", "round"], ["golf", "golfer", "boxing", "chess"], 36),
        (
            ["quarter", "period", "half", "set", "inning", "out"],
            [
                "game", "games", "match", "basketball", "football", "baseball", "hockey", "tennis",
            ], 9
        ),
        (["key", "pedal", "string"], ["piano", "guitar", "violin", "keyboard", "harp"], 90),
        (["square", "piece", "pawn"], ["chess", "chessboard", "checkers", "board"], 64),
        (["face", "number", "side"], ["die", "dice", "coin"], 20),
        (["door", "seat"], ["car", "cars", "bicycle", "motorcycle"], 5),
        (["color", "stripe", "star"], ["rainbow", "flag"], 51),
        (["slice"], ["pizza", "pizzas"], 8),
    ]

    /// Times of a day, a week or a year that people keep, and small packs.
    private func isHabit(_ token: Int) -> Bool {
        let number = context.numbers[token]
        guard context.isCount(token) else { return false }
        let noun = number.noun
        if noun == "day", number.value <= Rational(7) { return true }
        if noun == "month", number.value <= Rational(12) { return true }
        if noun == "hour", !words.isDisjoint(with: ["day", "daily", "week", "sleep", "sleeps"]) {
            return true
        }
        return ["parent", "meal", "twin", "gender", "season", "shift"].contains(noun)
    }
}

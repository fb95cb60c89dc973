import LyditeCore
import LyditeProblems
import LyditeTransform
import Testing

/// What must stay as it is when numbers change: second mentions, constants of the world, orders.
struct LiftRuleTests {
    private let fixture = LiftTests()

    /// A statement with its solution and gold, the numbers that must stay, and one that must move.
    struct Row: Sendable, CustomTestStringConvertible {
        var rule: String
        var statement: String
        var solution: String
        var gold: String
        /// What every variant's statement holds.
        var kept: [String]
        var testDescription: String { rule }
    }

    private static let rows: [Row] = [
        Row(
            rule: "a part of a count, where the rest is told in words",
            statement: """
                Three of the doors get paint. Two of those doors are 40 meters wide and the third \
                is 25 meters wide. How many meters is that?
                """,
            solution: "40*2=<<40*2=80>>80. 80+25=<<80+25=105>>105", gold: "105",
            kept: ["Three of the doors", "Two of those doors"]),
        Row(
            rule: "a count that is told again with another value",
            statement: """
                Ten barns hold 16 hens each. A farmer spreads 70 more hens over the twelve barns. \
                How many hens are in the 10 barns?
                """,
            solution: "16*10=<<16*10=160>>160. 160+70=<<160+70=230>>230", gold: "230",
            kept: ["Ten barns", "twelve barns"]),
        Row(
            rule: "days that are told again as weeks",
            statement: """
                Ida swims for 21 days. Each day costs her $6. How much does she pay in these three \
                weeks if a towel costs $17 more?
                """,
            solution: "21*6=<<21*6=126>>126. 126+17=<<126+17=143>>143", gold: "143",
            kept: ["21 days", "three weeks"]),
        Row(
            rule: "time-and-a-half beside a price of 1.50",
            statement: """
                Ned buys 14 rolls at $1.50 each and pays 8 hours of time-and-a-half to a baker who \
                makes $12 an hour. How much does he pay?
                """,
            solution: """
                14*1.5=<<14*1.5=21>>21. 12*1.5=<<12*1.5=18>>18. 18*8=<<18*8=144>>144. \
                21+144=<<21+144=165>>165
                """, gold: "165", kept: ["$1.50"]),
        Row(
            rule: "ordinals that count",
            statement: """
                Ann rows on four days. She rows 12 miles on each of three days and 20 miles on the \
                fourth day. How many miles does she row?
                """,
            solution: "12*3=<<12*3=36>>36. 36+20=<<36+20=56>>56", gold: "56",
            kept: ["four days", "three days"]),
        Row(
            rule: "a part of a longer word",
            statement: "Class 4B has 24 pupils, each with 7 pens. How many pens has class 4B?",
            solution: "24*7=<<24*7=168>>168", gold: "168", kept: ["Class 4B has", "class 4B?"]),
        Row(
            rule: "two groups that are told",
            statement: """
                Thirty pupils split into two equal groups of girls and boys. Each of the girls \
                finds 40 shells. How many shells is that?
                """,
            solution: "30/2=<<30/2=15>>15. 15*40=<<15*40=600>>600", gold: "600",
            kept: ["two equal groups"]),
        Row(
            rule: "a four that is not the four of a quarter",
            statement: """
                A jug holds 20 ounces. Ida pours half a cup of milk in and fills it up with tea. \
                Then she drinks 1/4 of the tea beside it. How much tea has the jug?
                """,
            solution: "20-4=<<20-4=16>>16", gold: "16", kept: ["1/4 of"]),
        Row(
            rule: "as many people as bear names",
            statement: """
                Five friends plan a feast. Sonja brings $30. Mia pays for a cake of $18. Max and \
                Rick share the rest. Danica buys tea at $2 for each of them. How much is cake and \
                tea?
                """,
            solution: "5*2=<<5*2=10>>10. 18+10=<<18+10=28>>28", gold: "28",
            kept: ["Five friends"]),
        Row(
            rule: "people who bear names, among other capitals",
            statement: """
                Five people plan a feast. Sonja buys French bread for $14 and cold cuts for $23. Barbara \
                pays 5 sodas at $2 each. Mario and Rick split Cheese Doodles for $6, and Danica \
                brings plates for $4. How much do they spend?
                """,
            solution: """
                14+23=<<14+23=37>>37. 5*2=<<5*2=10>>10. 37+10=<<37+10=47>>47. 6+4=<<6+4=10>>10. \
                47+10=<<47+10=57>>57
                """, gold: "57", kept: ["Five people"]),
        Row(
            rule: "a small result that is multiplied by itself",
            statement: """
                On Mondays, Wednesdays and Fridays Kim has three 1-hour classes each day. A semester has \
                16 weeks. How many hours is that?
                """,
            solution: "3*1=<<3*1=3>>3. 3*3=<<3*3=9>>9. 9*16=<<9*16=144>>144", gold: "144",
            kept: ["has three 1-hour"]),
        Row(
            rule: "days of a school year",
            statement: """
                There are 180 days in a school year. Eva missed 16 days, and Bo missed 14 days \
                more. On how many days was Bo there?
                """,
            solution: "16+14=<<16+14=30>>30. 180-30=<<180-30=150>>150", gold: "150",
            kept: ["180 days in"]),
        Row(
            rule: "a unit by another of its kind",
            statement: """
                There are 30 ml in a fluid ounce. A jug holds 18 ounces and a cup 120 ml. How many \
                ml is that?
                """,
            solution: "30*18=<<30*18=540>>540. 540+120=<<540+120=660>>660", gold: "660",
            kept: ["30 ml in a"]),
        Row(
            rule: "a unit that is defined",
            statement: """
                A gallon of water weighs 8 pounds. A tub has 35 gallons and weighs 90 pounds. How \
                heavy is it with the water?
                """,
            solution: "35*8=<<35*8=280>>280. 280+90=<<280+90=370>>370", gold: "370",
            kept: ["weighs 8 pounds"]),
        Row(
            rule: "bodies",
            statement: """
                A mule has 36 teeth. A vet cleans all teeth of 14 mules and 90 teeth of goats. How \
                many teeth is that?
                """,
            solution: "36*14=<<36*14=504>>504. 504+90=<<504+90=594>>594", gold: "594",
            kept: ["36 teeth"]),
        Row(
            rule: "points of a game",
            statement: """
                In a basketball game Al makes 14 baskets of 2 points and Bo makes 30 points. How \
                many points is that?
                """,
            solution: "14*2=<<14*2=28>>28. 28+30=<<28+30=58>>58", gold: "58",
            kept: ["2 points"]),
    ]

    @Test(arguments: rows)
    func `a number that is said twice, or that the world has fixed, stays`(row: Row) throws {
        let made = try fixture.variants(row.statement, row.solution, row.gold, count: 8)
        #expect(!made.isEmpty)
        for one in made {
            for text in row.kept { #expect(one.statement.contains(text), "\(one.statement)") }
            #expect(one.statement != row.statement)
        }
    }

    @Test func `the middle one stays between the others`() throws {
        let text = """
            The longest of three ropes has 480 feet and the shortest one-sixth of that. The middle \
            one is 4 times as long as the shortest. How long is the middle one?
            """
        let solution = "480/6=<<480/6=80>>80. 80*4=<<80*4=320>>320"
        for one in try fixture.variants(text, solution, "320", count: 10) {
            let longest = try #require(fixture.numbers(one.statement).first)
            #expect(try #require(Int(fixture.gold(one))) < longest)
        }
    }

    @Test func `a bound that held still holds`() throws {
        let text = """
            A lift takes up to 900 pounds. How heavy are 6 boxes of 70 pounds and a man of 180 \
            pounds together?
            """
        let solution = "6*70=<<6*70=420>>420. 420+180=<<420+180=600>>600"
        for one in try fixture.variants(text, solution, "600", count: 10) {
            #expect(try #require(Int(fixture.gold(one))) < 900)
        }
    }

    @Test func `what was whole for each stays whole for each in strict`() throws {
        let text = """
            Bo buys 6 rolls of wire, each 60 m long, and cuts them into sections of 12 m. How many \
            sections are there?
            """
        let solution = "6*60=<<6*60=360>>360. 360/12=<<360/12=30>>30"
        let made = try fixture.variants(text, solution, "30", .strict, count: 10)
        #expect(made.count > 4)
        for one in made {
            let shown = fixture.numbers(one.statement)
            #expect(shown[1] % shown[2] == 0, "\(one.statement)")
        }
    }

    @Test func `a price stays below a dearer one that does not change`() throws {
        let text = """
            A small tea costs $3 and a large tea costs $4. Mia, whose bag costs $3, buys 9 large \
            teas. How much does she pay?
            """
        for one in try fixture.variants(text, "4*9=<<4*9=36>>36", "36", count: 10) {
            let shown = fixture.numbers(one.statement)
            #expect(shown[1] > shown[0])
        }
    }

    @Test func `a share of a percentage is its hundredth, its rest or the whole with it`() throws {
        let rows: [(statement: String, solution: String, gold: String, of: (Int, Int) -> Int)] = [
            (
                "Of 300 seeds 40% sprout. How many sprout?", "300*.4=<<300*.4=120>>120", "120",
                { $0 * $1 / 100 }
            ),
            (
                "Of 300 seeds 40% sprout. How many do not?", "300*.6=<<300*.6=180>>180", "180",
                { $0 * (100 - $1) / 100 }
            ),
            (
                "A coat of $300 becomes 40% dearer. What does it cost then?",
                "300*1.4=<<300*1.4=420>>420", "420", { $0 * (100 + $1) / 100 }
            ),
            (
                "Of 300 seeds 40% sprout. How many do not?",
                "100-40=<<100-40=60>>60. 300*60/100=<<300*60/100=180>>180", "180",
                { $0 * (100 - $1) / 100 }
            ),
            (
                "Of 300 seeds 40% sprout. How many sprout?", "300/100*40=<<300/100*40=120>>120",
                "120", { $0 * $1 / 100 }
            ),
        ]
        for row in rows {
            let made = try fixture.variants(row.statement, row.solution, row.gold, count: 8)
            #expect(made.count > 4)
            for one in made {
                let shown = fixture.numbers(one.statement)
                #expect(shown[1] >= 5 && shown[1] <= 95)
                #expect(fixture.gold(one) == "\(row.of(shown[0], shown[1]))", "\(one.statement)")
            }
            #expect(Set(made.map { fixture.numbers($0.statement)[1] }).count > 1)
        }
    }

    @Test func `a percentage of no number of the text is no operand`() {
        let text = "Of 300 seeds 40% sprout. How many sprout?"
        #expect(fixture.refusal(text, "300*.35=<<300*.35=105>>105", "105") == .unexplained)
    }

    @Test func `strict refuses solutions that leave words or wholes out`() {
        let rows: [(String, String, String, LiftRefusal)] = [
            (
                "A trail has 50 steps, then twice as many, then twice as many as both before.",
                "50*2=<<50*2=100>>100. 100+50=<<100+50=150>>150", "150", .unheard
            ),
            (
                "Rick walks 40 miles, then twice that, then twice all that he walked before.",
                "40*2=<<40*2=80>>80. 40+80=<<40+80=120>>120. 120+120=<<120+120=240>>240", "240",
                .unheard
            ),
            (
                "Of 18 guests one-third take tea and the rest take milk. How many take milk?",
                "18*2/3=<<18*2/3=12>>12. 18-12=<<18-12=6>>6", "6", .shareOnly
            ),
            (
                "Yun has 24 pins. Marc has 1/4 more than Yun. How many pins has Marc?",
                "24/4=<<24/4=6>>6", "6", .shareOnly
            ),
            (
                "Ann has 3 times more pins than Bo, who has 25. How many has Ann?",
                "25*3=<<25*3=75>>75", "75", .doubtful
            ),
            (
                "There are 25 red hens and twice more white hens. How many are white?",
                "25*2=<<25*2=50>>50", "50", .doubtful
            ),
            (
                "Eva washes 14 dogs. How many legs does she wash?", "14*4=<<14*4=56>>56", "56",
                .doubtful
            ),
        ]
        for (statement, solution, gold, reason) in rows {
            #expect(fixture.refusal(statement, solution, gold, .strict) == reason)
        }
        let whole = "Yun has 24 pins. Marc has 1/4 more than Yun. How many pins has Marc?"
        #expect(fixture.refusal(whole, "24+24/4=<<24+24/4=30>>30", "30", .strict) != .shareOnly)
    }
}

import LyditeCore
import LyditeMath
import LyditeProblems
import LyditeTransform
import Testing

/// Lifting worked solutions: what must not lift, and that variants keep the derivation.
struct LiftTests {
    func problem(_ statement: String, _ solution: String?, _ gold: String) -> Problem {
        Problem(
            id: "own-1", statement: statement, check: .answer(AnswerCheck(gold: gold)),
            topic: "own", origin: Problem.Origin(isReal: true, source: "own", licence: "CC0-1.0"),
            reference: solution)
    }

    func refusal(
        _ statement: String, _ solution: String?, _ gold: String,
        _ profile: Lifter.Profile = .standard
    ) -> LiftRefusal? {
        do throws(LiftRefusal) {
            _ = try Lifter(profile: profile).lift(problem(statement, solution, gold))
            return nil
        } catch {
            return error
        }
    }

    func variants(
        _ statement: String, _ solution: String, _ gold: String,
        _ profile: Lifter.Profile = .standard, count: Int = 12
    ) throws -> [Problem] {
        let source = problem(statement, solution, gold)
        let family = try Family.lifted(
            id: source.id, json: try Lifter(profile: profile).lift(source))
        let variants = FamilyVariants(family: family, seed: 7)
        let original = try #require(try variants.variant(at: 0))
        #expect(original.variant.problem.statement == statement)
        return try (1...count).compactMap { try variants.variant(at: $0)?.variant.problem }
    }

    func numbers(_ text: String) -> [Int] {
        text.split { !$0.isNumber }.compactMap { Int($0) }
    }

    func gold(_ problem: Problem) -> String {
        if case .answer(let check) = problem.check { check.gold } else { "" }
    }

    private static let pens = "Rosa packs 14 pens into each of 9 tins. How many pens is that?"

    @Test(arguments: [
        (nil, "126", LiftRefusal.noSolution), ("", "126", .noSolution),
        ("It comes to 126.", "126", .noEquation),
        ("14*9=<<14*9=127>>127", "127", .falseAnnotation),
        ("14*9=<<14*=126>>126", "126", .unreadAnnotation),
        ("14*9=<<14*9=126", "126", .unreadAnnotation),
        ("14*9=<<14/0=126>>126", "126", .unreadAnnotation),
        ("14*9=<<14*9=126>>126", "127", .goldNotReached),
        ("14*9=<<14*9=126>>126", "many", .unreadGold),
        ("14*9=<<14*9=126>>126, 126+37=<<126+37=163>>163", "163", .unexplained),
        ("126/1=<<126/1=126>>126", "126", .unexplained),
    ])
    func `a solution that does not explain its gold is refused with the reason`(
        solution: String?, gold: String, reason: LiftRefusal
    ) {
        #expect(refusal(Self.pens, solution, gold) == reason)
    }

    @Test func `braces in a statement are refused, since templates own them`() {
        let text = "A set {a, b} has 14 rows of 9 pens. How many pens is that?"
        #expect(refusal(text, "14*9=<<14*9=126>>126", "126") == .braces)
    }

    @Test func `a statement of ones, years and clock times has nothing to change`() {
        let text = "In 1998 a train left at 8:00 and came at 11:00. How many hours did it take?"
        #expect(refusal(text, "11-8=<<11-8=3>>3", "3") == .nothingFree)
    }

    @Test func `a constant that numbers give in the head freezes those numbers`() throws {
        let text = "A mill needs 10 gallons for 40 loaves. How many gallons do 360 loaves need?"
        for one in try variants(text, "360/4=<<360/4=90>>90", "90", count: 3) {
            let shown = numbers(one.statement)
            #expect(shown[0] == 10 && shown[1] == 40 && gold(one) == "\(shown[2] / 4)")
        }
    }

    @Test func `a bare constant beside a number that is never used is no explanation`() {
        let text = "A shop has 70 coats and 30 hats. How many hats are wet?"
        #expect(refusal(text, "30-2=<<30-2=28>>28", "28") == .unexplained)
    }

    @Test func `strict refuses what is ambiguous, unused or assumed`() {
        let tied = "Ann has 8 red pens and 8 blue pens. How many pens has she?"
        #expect(refusal(tied, "8+8=<<8+8=16>>16", "16", .strict) == .ambiguous)
        let unused = "Ann, who is 41, packs 14 pens into each of 9 tins. How many pens is that?"
        #expect(refusal(unused, "14*9=<<14*9=126>>126", "126", .strict) == .unused)
        let assumed = "Ann reads 14 pages an evening and again as many. How many pages are that?"
        #expect(refusal(assumed, "14*2=<<14*2=28>>28", "28", .strict) == .assumed)
        #expect(refusal(Self.pens, "14*9=<<14*9=126>>126", "126", .strict) == nil)
    }

    @Test func `variants follow the derivation with other numbers`() throws {
        let made = try variants(Self.pens, "14*9=<<14*9=126>>126", "126")
        #expect(made.count == 12)
        for one in made {
            let shown = numbers(one.statement)
            #expect(shown.count == 2 && gold(one) == "\(shown[0] * shown[1])")
        }
    }

    @Test func `two equal numbers stay equal, so that no reading is wrong`() throws {
        let text = "Ann has 8 red pens and 8 blue pens and buys 5 green pens. How many has she?"
        let solution = "8+8=<<8+8=16>>16\n16+5=<<16+5=21>>21"
        for one in try variants(text, solution, "21", count: 6) {
            let shown = numbers(one.statement)
            #expect(shown[0] == shown[1] && gold(one) == "\(shown[0] + shown[1] + shown[2])")
        }
    }

    @Test func `a number that a result equals stays equal to it`() throws {
        let text =
            "A hall has 6 rows of 7 seats. Another hall holds 42 guests. How many do both hold?"
        let solution = "6*7=<<6*7=42>>42\n42+42=<<42+42=84>>84"
        for one in try variants(text, solution, "84", count: 4) {
            let shown = numbers(one.statement)
            #expect(shown[0] * shown[1] == shown[2] && gold(one) == "\(2 * shown[2])")
        }
    }

    @Test func `what was whole stays whole, and nobody eats more than there is`() throws {
        let text =
            "Five cooks share 60 buns equally. One of them eats 4 of hers. How many has she left?"
        let solution = "60/5=<<60/5=12>>12\n12-4=<<12-4=8>>8"
        for one in try variants(text, solution, "8", count: 8) {
            #expect(!one.statement.hasPrefix("Five") || one.statement != text)
            #expect((Int(gold(one)) ?? 0) > 0)
            #expect(one.statement.first?.isUppercase == true && one.statement.first != " ")
        }
    }

    @Test func `shares that made up a whole still do`() throws {
        let text =
            "In a club 40% row, 25% swim and 35% climb. Of its 200 people, how many row or climb?"
        let solution =
            "40/100*200=<<40/100*200=80>>80\n35/100*200=<<35/100*200=70>>70\n80+70=<<80+70=150>>150"
        let source = problem(text, solution, "150")
        guard let json = try? Lifter().lift(source) else { return }
        let variants = FamilyVariants(family: try Family.lifted(id: "own", json: json), seed: 3)
        for index in 1...6 {
            guard let one = try variants.variant(at: index)?.variant.problem else { continue }
            let shown = numbers(one.statement)
            #expect(shown[0] + shown[1] + shown[2] == 100)
            #expect(gold(one) == "\((shown[0] + shown[2]) * shown[3] / 100)")
        }
    }

    @Test func `a comparison that the answer rests on comes out as it did`() throws {
        let text =
            "Ann has $24. A red bag costs $4 and holds 9 nuts. A blue bag costs $3 and holds 7 nuts."
            + " How many nuts does she get if she takes the colour that gives her more?"
        let solution =
            "24/4=<<24/4=6>>6\n6*9=<<6*9=54>>54\n24/3=<<24/3=8>>8\n8*7=<<8*7=56>>56"
        for one in try variants(text, solution, "56", count: 4) {
            let shown = numbers(one.statement)
            let (red, blue) = (shown[0] / shown[1] * shown[2], shown[0] / shown[3] * shown[4])
            #expect(blue > red && gold(one) == "\(blue)")
        }
    }

    @Test(arguments: [
        (
            "Ann has 9 shells. A third of them break. How many are left?",
            "9/3=<<9/3=3>>3. 9-3=<<9-3=6>>6", "6"
        ),
        (
            "8 friends buy 8 cards each. How many cards is that?", "8*8=<<8*8=64>>64", "64"
        ),
        (
            "A worm crept 2 inches, then twice as far. How far was that?", "2*2=<<2*2=4>>4", "4"
        ),
        (
            "Of 140 eggs 40% hatch. How many hatch?", "Hatched:140(.40)=56", "56"
        ),
        (
            "Cy fills 30 bags with 3 nuts each. How many nuts?", "30 x 3 = <<90=90>>90", "90"
        ),
        (
            "Di buys 15 spoons, forks, and knives of each kind. How many pieces is that?",
            "15*3=<<15*3=45>>45", "45"
        ),
    ])
    func `an operand that only seems to have two sources, or none, is lifted`(
        statement: String, solution: String, gold: String
    ) {
        #expect(refusal(statement, solution, gold) == nil)
    }

    @Test func `what is left of percentages may equal a given one, and stays equal`() throws {
        let text = """
            Of 300 girls 40% own dogs, 20% own cats and the rest own nothing. \
            How many own nothing?
            """
        let worked = "100-40-20=<<100-40-20=40>>40. 300*.4=<<300*.4=120>>120"
        for one in try variants(text, worked, "120") {
            let values = numbers(one.statement)
            #expect(values[1] == 100 - values[1] - values[2])
        }
    }

    @Test func `nobody wins more than was played, and tests end at 100`() throws {
        let games =
            "A team played 20 games and won 15. Each win brings 3 dollars. How many dollars?"
        for one in try variants(games, "15*3=<<15*3=45>>45", "45") {
            #expect(numbers(one.statement)[0] > numbers(one.statement)[1])
        }
        let test = "Al has 80 points in a test, and Bea 15 points more. How many points has Bea?"
        for one in try variants(test, "80+15=<<80+15=95>>95", "95") {
            #expect(try #require(Int(gold(one))) <= 100)
        }
    }

    @Test func `the proof says that it leans on one solution`() throws {
        let source = problem(Self.pens, "14*9=<<14*9=126>>126", "126")
        let family = try Family.lifted(id: source.id, json: try Lifter().lift(source))
        let made = try #require(try FamilyVariants(family: family, seed: 1).variant(at: 1))
        #expect(made.variant.proof["lift"]?["derivations"]?.intValue == 1)
        #expect(made.variant.proof["lift"]?["from"]?.stringValue == "own-1")
    }

    @Test func `lifting twice gives the same family`() throws {
        let source = problem(Self.pens, "14*9=<<14*9=126>>126", "126")
        #expect(try Lifter().lift(source) == Lifter().lift(source))
    }

    @Test(arguments: [
        String(repeating: "<<", count: 4_000), String(repeating: "1=", count: 4_000),
        "<<" + String(repeating: "(", count: 900) + "1=1>>",
        "<<9^9^9^9=1>>1", "<<9^999999=1>>1", "<<" + String(repeating: "9", count: 2_000) + "=1>>",
        "<<1/3=0.33>>", "\u{0}<<\u{0}=\u{0}>>", "<<=>>", "=", "===", "2 = = 2",
        String(repeating: "2+2=4\n", count: 2_000), "½+½=1", "<<−5+6=1>>",
        "<<" + String(repeating: "1+", count: 60) + "1=61>>61",
    ])
    func `hostile solutions are refused, not run away with`(solution: String) {
        #expect(refusal(Self.pens, solution, "126") != nil)
    }

    @Test(arguments: [
        "", " ", "%", "$", "1/0", "1/", "5-", "99999999999999999999 x", "…½ 3", "{n1}", "-",
        String(repeating: "7 pens ", count: 500), String(repeating: "9", count: 10_000),
        "twenty-", "two hundred thousand million million million million", "1/2/3/4",
        "5:00:00:00", "a\u{0}b 5",
    ])
    func `hostile statements are refused, not run away with`(statement: String) {
        #expect(refusal(statement, "14*9=<<14*9=126>>126", "126") != nil)
    }
}

import LyditeCore
import LyditeLoop
import LyditeProblems
import LyditeStore
import Support
import Testing

/// The rules of a loop, without a loop.
struct RuleTests {
    // MARK: What may be learned from

    private func variant(
        _ name: String, family: String, depth: Int = 0, proof: String = #"{"kind":"source"}"#,
        statement: String = "Nine and one?"
    ) throws -> StoredVariant {
        let digest = Digest(of: Array(name.utf8))
        return StoredVariant(
            row: 1, digest: digest, ordinal: 0, name: name, statement: statement, topic: "t",
            source: "s", licence: "l", isReal: depth == 0, lineage: "{}", sourceDigest: digest,
            family: family, depth: depth, check: #"{"gold":"10"}"#, proof: proof)
    }

    private func trace(
        _ verdict: Verdict, reasoning: String? = nil, verifier: String = Version.verifier
    ) -> StoredTrace {
        StoredTrace(
            row: 1, digest: Digest(of: [1]), number: 0, text: "#### 10", sampler: "batch",
            model: "m", sampling: "{}", verdict: verdict, candidate: "10", reasoning: reasoning,
            verifier: verifier, isolation: nil)
    }

    private func rules(depth: Int = 2) throws -> RowRules {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            #"{"id":"h","statement":"Tom had 12 pens.","gold":"1"}"# + "\n", as: "h.jsonl")
        return RowRules(heldOut: try HeldOut([path]), depth: depth)
    }

    private func sources() -> [LoopSource] {
        let problem = Problem(
            id: "real", statement: "Nine and one?", check: .answer(AnswerCheck(gold: "10")),
            topic: "t", origin: .init(isReal: true, source: "s", licence: "l"))
        let row = ProblemRow(problem: problem, json: problem.json, place: "f:1")
        return [
            LoopSource(id: "real", topic: "t", kind: .row(row), family: "real", isReal: true),
            LoopSource(id: "own", topic: "t", kind: .row(row), family: "own", isReal: false),
        ]
    }

    @Test func `only a correct verdict of this referee makes a row`() throws {
        let rules = try rules()
        for verdict in [
            Verdict.incorrect(.wrongAnswer), .incorrect(.noAnswer), .undecided(.budget),
            .undecided(.multipleAnswers),
        ] {
            #expect(rules.refusal(of: trace(verdict)) == .notVerified)
        }
        #expect(rules.refusal(of: trace(.correct, reasoning: "wrong-step")) == .notVerified)
        #expect(rules.refusal(of: trace(.correct, verifier: "other-1")) == .otherReferee)
        #expect(rules.refusal(of: trace(.correct)) == nil)
    }

    @Test func `a problem needs a ground, a bounded depth and no held-out relative`() throws {
        let rules = try rules()
        let table = DescentTable(sources: sources())
        func refusal(_ variant: StoredVariant) -> RowRules.Refusal? {
            rules.refusal(of: variant, table.descent(of: variant))
        }
        #expect(refusal(try variant("stranger", family: "stranger")) == .notGrounded)
        #expect(refusal(try variant("real#2", family: "real", depth: 1)) == .notGrounded)
        let proof = #"{"slots":{}}"#
        #expect(refusal(try variant("real#2", family: "real", depth: 2, proof: proof)) == nil)
        #expect(refusal(try variant("real#3", family: "real", depth: 3, proof: proof)) == .tooDeep)
        #expect(refusal(try variant("real", family: "real")) == nil)
        let relative = try variant("real", family: "real", statement: "tom had 7 pens")
        #expect(refusal(relative) == .heldOut)
    }

    @Test func `real ancestry follows the sources, and so do all partners of a composition`() throws
    {
        let table = DescentTable(sources: sources())
        let proof = #"{"shape":["numbers","compose own"]}"#
        let alone = try variant("r", family: "real", depth: 1, proof: #"{"slots":{}}"#)
        #expect(table.descent(of: alone)?.hasRealSource == true)
        let own = try variant("o", family: "own", depth: 1, proof: #"{"slots":{}}"#)
        #expect(table.descent(of: own)?.hasRealSource == false)
        let mixed = try variant("m", family: "real", depth: 2, proof: proof)
        #expect(table.descent(of: mixed)?.ground == .proof)
        let strange = try variant(
            "s", family: "real", depth: 2, proof: #"{"shape":["compose nobody"]}"#)
        #expect(table.descent(of: strange)?.hasRealSource == false)
    }

    @Test(arguments: [
        (#"{"by":"a","parents":["real"],"votes":3,"of":5,"solvers":["b"]}"#, true),
        (#"{"by":"a","parents":["real"],"votes":2,"of":5,"solvers":["b"]}"#, false),
        (#"{"by":"a","parents":["real"],"votes":1,"of":1,"solvers":["b"]}"#, false),
        (#"{"by":"a","parents":["real"],"votes":5,"of":5,"solvers":["a"]}"#, false),
        (#"{"by":"a","parents":["real"],"votes":5,"of":5,"solvers":[]}"#, false),
        (#"{"by":"a","parents":["own"],"votes":5,"of":5,"solvers":["b"]}"#, false),
        (#"{"by":"a","parents":[],"votes":5,"of":5,"solvers":["b"]}"#, false),
        (#"{"by":"a"}"#, false),
        (#"{"by":"lydite","parents":["own"],"proof":true,"depth":2}"#, true),
    ])
    func `a made problem needs a proof, or agreement of others and a real parent`(
        made: String, isGrounded: Bool
    ) throws {
        let row = try JSONParser.parse(#"{"id":"x","made":\#(made)}"#)
        #expect((DescentTable.descent(of: row, real: ["real"]) != nil) == isGrounded)
    }

    // MARK: Statements

    @Test func `a statement is known again without its case, marks and numbers`() {
        let key = StatementKey("Tom has 1,200 pens, and buys 3.5 more!")
        #expect(key.exact == StatementKey("tom HAS 1200 pens and buys 35 more").exact)
        #expect(key.exact != StatementKey("Tom has 1,201 pens, and buys 3.5 more!").exact)
        #expect(key.masked == StatementKey("Tom has 7 pens and buys 10 more.").masked)
        #expect(key.masked != StatementKey("Tom has 7 pens and sells 10 more.").masked)
        #expect(StatementKey("a 12").exact != StatementKey("a1 2").exact)
    }

    // MARK: Curriculum

    private func many(_ count: Int) -> [LoopSource] {
        (0..<count).map {
            var source = sources()[0]
            source.id = "s\($0)"
            source.topic = $0 % 2 == 0 ? "even" : "odd"
            return source
        }
    }

    @Test func `sources between the bounds are chosen, and some that were not tried`() {
        var plan = LoopPlan.Problems()
        (plan.count, plan.least, plan.most, plan.explore) = (20, 0.2, 0.8, 0.25)
        var rates: [String: Curriculum.Rate] = [:]
        for index in 0..<60 { rates["s\(index)"] = .init(correct: index % 5, decided: 4) }
        let choice = Curriculum(plan, seed: 1).choose(among: many(100), rates: rates)
        #expect(choice.places.count == 20)
        #expect(choice.places.count { $0 >= 60 } == 5)
        #expect(choice.places.allSatisfy { $0 >= 60 || (1...3).contains($0 % 5) })
        #expect((choice.tooHard, choice.tooEasy) == (12, 12))
        #expect(choice == Curriculum(plan, seed: 1).choose(among: many(100), rates: rates))
        #expect(
            choice.places
                != Curriculum(plan, seed: 2).choose(among: many(100), rates: rates).places)
    }

    @Test func `topics are mixed by their weights`() {
        var plan = LoopPlan.Problems()
        plan.count = 40
        plan.topics = [("even", 3), ("odd", 1)]
        let choice = Curriculum(plan, seed: 1).choose(among: many(100), rates: [:])
        #expect(choice.places.count { $0 % 2 == 0 } == 30)
        plan.topics = [("odd", 1)]
        let odd = Curriculum(plan, seed: 1).choose(among: many(100), rates: [:])
        #expect(odd.places.count == 40 && odd.places.allSatisfy { $0 % 2 == 1 })
        #expect(odd.offTopic == 50)
    }

    // MARK: Stop rule

    private func reading(_ change: (inout MeterReading) -> Void = { _ in }) -> MeterReading {
        var reading = MeterReading()
        (reading.passRate, reading.standardError, reading.distinct) = (0.6, 0.01, 0.5)
        (reading.structures, reading.entropy, reading.words) = (0.1, 1, 20)
        reading.tail = 0.8
        change(&reading)
        return reading
    }

    @Test func `each reading has its alarm, and small changes have none`() {
        let rule = CollapseRule()
        let first = reading()
        func alarms(_ change: (inout MeterReading) -> Void) -> [String] {
            rule.alarms([first, reading(change)])
        }
        #expect(rule.alarms([first]).isEmpty)
        #expect(alarms { $0.passRate = 0.56 }.isEmpty)
        #expect(alarms { $0.tail = 0.5 }.isEmpty)
        #expect(alarms { $0.distinct = 0.3 }.first?.contains("pairs of words") == true)
        #expect(alarms { $0.structures = 0.01 }.first?.contains("structures") == true)
        #expect(alarms { $0.entropy = 0.5 }.first?.contains("entropy") == true)
        #expect(alarms { $0.words = 60 }.first?.contains("60.0 words") == true)
        #expect(alarms { $0.words = 5 }.first?.contains("5.0 words") == true)
        #expect(alarms { $0.tail = 0.3 }.first?.contains("tail") == true)
        #expect(alarms { $0.disagreement = 0.02 }.first?.contains("another form") == true)
        #expect(alarms { $0.passRate = 0.5 }.first?.contains("held-out") == true)
        var off = rule
        off.tail = 0
        #expect(off.alarms([first, reading { $0.tail = 0 }]).isEmpty)
    }

    @Test func `accuracy is held against the best round, not the first`() {
        let up = reading { $0.passRate = 0.8 }
        let back = reading { $0.passRate = 0.7 }
        #expect(CollapseRule().alarms([reading(), up, back]).count == 1)
    }

    @Test func `the meter tells one answer for all from an answer for each`() {
        func reading(_ answers: [String]) -> MeterReading {
            var meter = CollapseMeter(tail: nil)
            for (place, answer) in answers.enumerated() {
                var one = trace(answer == "\(place)" ? .correct : .incorrect(.wrongAnswer))
                one.text = "so it is \(answer)\n#### \(answer)"
                one.candidate = answer
                one.digest = Digest(of: Array(one.text.utf8))
                meter.add(gold: "\(place)", [one])
            }
            return meter.reading(rewritten: (0, 0))
        }
        let good = reading((0..<32).map { "\($0)" })
        #expect(good.passRate == 1 && good.entropy == 1)
        let same = reading((0..<32).map { _ in "7" })
        #expect(same.entropy == 0 && same.distinct < good.distinct)
        #expect(same.correct == 1)
    }

    @Test func `the tail counts rare structures by how often they still occur`() {
        let people =
            (0..<80).map { "\($0) + 2 = \($0 + 2)" } + (0..<12).map { "\($0) * 3 = \($0 * 3)" }
            + (0..<8).map { "\($0) - 1 = \($0 - 1)" }
        let tail = CollapseMeter.Tail(people)
        #expect(tail.count == 2)
        func coverage(_ texts: [String]) -> Double? {
            var meter = CollapseMeter(tail: tail)
            for text in texts {
                var one = trace(.correct)
                one.text = text
                meter.add(gold: "1", [one])
            }
            return meter.reading(rewritten: (0, 0)).tail
        }
        #expect(coverage(people) == 1)
        #expect(coverage((0..<100).map { "\($0) + 1 = \($0 + 1)" }) == 0)
        let half = (0..<94).map { "\($0) + 1 = 5" } + (0..<6).map { "\($0) * 2 = 4" }
        #expect(coverage(half) == 0.25)
    }
}

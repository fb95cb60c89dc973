import LyditeCore
import LyditeMath
import Testing

struct CorpusTests {
    /// A side without a value is the candidate's fault or the problem's, by where it stands.
    private static let faulty = ["incorrect:no-answer", "undecided:bad-problem"]

    @Test func `the corpus is large, and every row of it is read`() {
        #expect(Corpus.rows.count == Corpus.lines)
        #expect(Corpus.rows.count >= 1_500)
        #expect(Corpus.rows.filter { $0.group == .trap }.count >= 300)
        #expect(Corpus.rows.filter { $0.group == .bomb }.count >= 100)
    }

    @Test func `every row has its own name and a reason`() {
        #expect(Set(Corpus.rows.map(\.id)).count == Corpus.rows.count)
        #expect(Corpus.rows.allSatisfy { !$0.why.isEmpty })
        // A kind in two places would be two kinds.
        #expect(Set(Corpus.kinds.map(\.name)).count == Corpus.kinds.count)
    }

    @Test func `every row expects verdicts that exist`() {
        let names = ["correct", "incorrect", "undecided"]
        for row in Corpus.rows {
            #expect(!row.expected.isEmpty, "\(row.id)")
            for code in row.expected {
                #expect(names.contains(code) || Verdict(code: code) != nil, "\(row.id): \(code)")
            }
            // What allows every verdict is no expectation.
            #expect(!names.allSatisfy(row.expected.contains), "\(row.id)")
        }
    }

    @Test(arguments: Corpus.kinds)
    func `every row gets its verdict`(kind: Corpus.Kind) {
        for row in kind.rows {
            let verdict = row.verdict()
            #expect(
                row.allows(verdict.verdict),
                "\(row.id): \(verdict.verdict.code), not \(row.expected), for \(row.why)")
        }
    }

    @Test(arguments: Corpus.kinds)
    func `equality does not depend on the side`(kind: Corpus.Kind) {
        for row in kind.rows where row.isSymmetric && !row.isResponse && row.spec == .plain {
            let back = MathChecker.check(gold: row.pred, pred: row.gold, spec: .plain).verdict
            // One order of a bomb may run out of fuel, but neither may say what is false.
            if row.group == .bomb {
                #expect(row.allows(back), "\(row.id): \(back.code) the other way round")
                continue
            }
            let there = row.verdict().verdict
            if CorpusTests.faulty.contains(there.code) || CorpusTests.faulty.contains(back.code) {
                continue
            }
            #expect(there == back, "\(row.id): \(there.code), \(back.code) the other way round")
        }
    }

    @Test(arguments: Corpus.kinds)
    func `an answer is equal to itself`(kind: Corpus.Kind) {
        for row in kind.rows {
            let verdict = MathChecker.check(gold: row.gold, pred: row.gold, spec: row.spec).verdict
            #expect(
                verdict == .correct || verdict == .undecided(.badProblem),
                "\(row.id): \(verdict.code)")
        }
    }

    @Test(arguments: Corpus.kinds)
    func `blanks around an answer change nothing`(kind: Corpus.Kind) {
        let blank = Array(" \n".utf8)
        for row in kind.rows where !row.isResponse && row.group != .bomb {
            let wide = MathChecker.check(
                gold: blank + row.gold + blank, pred: blank + row.pred + blank, spec: row.spec)
            #expect(row.allows(wide.verdict), "\(row.id): \(wide.verdict.code)")
        }
    }

    @Test func `the equations of a trace are counted`() throws {
        for row in Corpus.rows where !row.equations.isEmpty {
            let report = EquationChecker.check(row.pred)
            for (name, count) in row.equations {
                let found = [
                    "checked": report.checked, "wrong": report.wrong, "unread": report.unread,
                ]
                #expect(try #require(found[name]) == count, "\(row.id): \(name) \(found)")
            }
        }
    }
}

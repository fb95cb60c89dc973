package import LyditeCore
internal import LyditeMath

/// Turns a worked solution into a family: other numbers, the same derivation.
///
/// Only where each operand is a number of the statement, an earlier result or a listed constant,
/// and only as far as no operand has to be guessed.
package struct Lifter: Sendable {
    package enum Profile: String, CaseIterable, Hashable, Sendable {
        /// What is ambiguous is tied or frozen.
        case standard
        /// Nothing is ambiguous, unused or assumed.
        case strict
    }

    private static let maximumBytes = 16_384
    private static let maximumNumbers = 40

    private let profile: Profile

    package init(profile: Profile = .standard) { self.profile = profile }

    /// The family of one problem, as the JSON that ``Family/lifted(id:json:)`` reads.
    ///
    /// - Throws: The reason why there is none.
    package func lift(_ problem: Problem) throws(LiftRefusal) -> JSON {
        guard case .answer(let check) = problem.check else { throw .unreadGold }
        guard let solution = problem.reference, !solution.isEmpty else { throw .noSolution }
        guard solution.utf8.count <= Self.maximumBytes,
            problem.statement.utf8.count <= Self.maximumBytes
        else { throw .tooLarge }
        if problem.statement.utf8.contains(where: { $0 == 0x7B || $0 == 0x7D }) { throw .braces }
        let digits = check.gold.utf8.filter { $0 != 0x2C && $0 != 0x24 }
        guard let gold = Rational(text: String(decoding: digits, as: UTF8.self)) else {
            throw .unreadGold
        }
        let read = LiftSolution(solution)
        if let refusal = read.refusal { throw refusal }
        let statement = LiftStatement(problem.statement)
        guard statement.numbers.count <= Self.maximumNumbers else { throw .tooLarge }
        let steps = try steps(statement, read, solution, gold)
        let context = LiftContext(statement)
        let mentions = LiftMentions(statement, context)
        let world = LiftWorld(statement, context)
        if profile == .strict {
            if let doubt = LiftDoubt(statement, context, mentions, steps).refusal { throw doubt }
        }
        let fixed = mentions.frozen.union(world.firm)
        var refusal = LiftRefusal.nothingFree
        for isCautious in [true, false] {
            do throws(LiftRefusal) {
                return try lift(
                    problem, gold, statement, steps,
                    fixed: isCautious ? fixed.union(world.loose) : fixed, isCautious: isCautious)
            } catch {
                if error != .nothingFree { refusal = error }
            }
        }
        throw refusal
    }

    /// The first family that holds, from the freest policy and the most usual values on.
    private func lift(
        _ problem: Problem, _ gold: Rational, _ statement: LiftStatement, _ steps: [LiftStep],
        fixed: Set<Int>, isCautious: Bool
    ) throws(LiftRefusal) -> JSON {
        var refusal = LiftRefusal.nothingFree
        for policy in LiftSafety.Policy.allCases {
            let safety = LiftSafety(
                numbers: statement.numbers, steps: steps,
                units: LiftWords.rivals(statement.words), spoken: statement.spoken,
                words: statement.words, fixed: fixed, policy: policy, isCautious: isCautious)
            if profile == .strict { try checkStrict(statement, safety) }
            // A number that nobody used may have gone into what looks like a constant.
            if safety.assumed > 0, isAnyUnused(statement, safety) { throw .unexplained }
            for reach in LiftDomain.Reach.allCases {
                let draft = LiftedDraft(
                    problem: problem, gold: gold, statement: statement, steps: steps,
                    safety: safety, reach: reach, keepsWholes: profile == .strict)
                do throws(LiftRefusal) {
                    return try proved(draft)
                } catch {
                    if error != .nothingFree { refusal = error }
                }
            }
        }
        throw refusal
    }

    /// The draft's family, once it holds for the original and for other values.
    private func proved(_ draft: LiftedDraft) throws(LiftRefusal) -> JSON {
        guard draft.hasSlots else { throw .nothingFree }
        let json = draft.json
        guard let family = try? Family.lifted(id: draft.problem.id, json: json) else {
            throw .unsound
        }
        guard LiftTrial.holds(family, statement: draft.problem.statement) else {
            throw .fewVariants
        }
        return json
    }

    private func checkStrict(
        _ statement: LiftStatement, _ safety: LiftSafety
    ) throws(LiftRefusal) {
        if safety.ambiguities > 0 || safety.isAnySmallReused { throw .ambiguous }
        if safety.assumed > 0 { throw .assumed }
        if isAnyUnused(statement, safety) { throw .unused }
    }

    private func isAnyUnused(_ statement: LiftStatement, _ safety: LiftSafety) -> Bool {
        statement.numbers.indices.contains {
            !safety.used.contains($0) && statement.numbers[$0].value > .one
        }
    }

    /// The steps that lead to the gold, each with what its operands can have come from.
    private func steps(
        _ statement: LiftStatement, _ read: LiftSolution, _ solution: String, _ gold: Rational
    ) throws(LiftRefusal) -> [LiftStep] {
        let equations = read.equations.filter { !$0.isCopy }
        guard !equations.isEmpty else { throw .noEquation }
        guard let last = equations.lastIndex(where: { $0.result == gold }) else {
            throw .goldNotReached
        }
        let words = Set(LiftLexeme.scan(Array(solution.utf8)).map(\.text))
        var sources = LiftSources(
            statement: statement, solutionWords: words, equations: equations[...last])
        for equation in equations[...last] { sources.add(equation) }
        var wanted: Set<String> = [sources.steps[last].name]
        for step in sources.steps.reversed() where wanted.contains(step.name) {
            guard step.isExplained else { throw .unexplained }
            wanted.formUnion(step.needs)
        }
        var kept: [LiftStep] = []
        var names: Set<String> = []
        for var step in sources.steps where step.isExplained && step.needs.isSubset(of: names) {
            step.isNeeded = wanted.contains(step.name)
            names.insert(step.name)
            kept.append(step)
        }
        return kept
    }
}

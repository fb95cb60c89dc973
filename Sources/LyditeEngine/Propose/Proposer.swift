package import LyditeCore
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeStore
internal import Synchronization

/// Lets models make problems of source problems, and keeps those for whose answers something else speaks.
///
/// A rephrased problem keeps its answer where its numbers are the same and solvers still come to it; a new one gets the
/// answer on which independent solvers agree. Everything else is refused and counted. Each row names the model that made it.
package struct Proposer: Sendable {
    package struct Report: Sendable {
        package internal(set) var asked = 0
        package internal(set) var accepted = 0
        package internal(set) var refused: [Proposal.Refusal: Int] = [:]
        /// Accepted proposals by the values of the prompt's dimensions; 0 where none was.
        package internal(set) var coverage: [String: [String: Int]] = [:]
        package internal(set) var cost = Money.zero
        /// Why it ended before its end; nil where it did not.
        package internal(set) var halt: String?
    }

    private let plan: ProposalPlan
    private let sources: [Problem]
    private let sandboxes: SandboxPool
    private let budget: Budget
    private let proposer: EndpointSampler
    private let solver: EndpointSampler
    private let isStopping: @Sendable () -> Bool

    package init(
        plan: ProposalPlan, sources: [Problem], sandboxes: SandboxPool,
        isStopping: @escaping @Sendable () -> Bool
    ) throws {
        var plan = plan
        if plan.proposer.prompts.templates.isEmpty {
            plan.proposer.prompts = .fixed(ProposalPrompt.text(plan.kind))
        }
        self.plan = plan
        self.sources = sources
        self.sandboxes = sandboxes
        self.isStopping = isStopping
        budget = Budget(limit: plan.budget, spent: .zero)
        proposer = try EndpointSampler(
            plan: plan.proposer, seed: plan.seed, budget: budget, isStopping: isStopping)
        solver = try EndpointSampler(
            plan: plan.solver, seed: plan.seed, budget: budget, isStopping: isStopping)
    }

    /// Writes the accepted proposals to `path`; what was paid for before a crash stands in a journal beside it.
    package func run(
        to path: String, isForced: Bool,
        progress: @escaping @Sendable (_ done: Int, _ of: Int, _ accepted: Int) -> Void
    ) async throws(EngineError) -> Report {
        try await EngineError.wrapping {
            try await write(to: path, isForced: isForced, progress)
        }
    }

    private func write(
        to path: String, isForced: Bool, _ progress: @escaping @Sendable (Int, Int, Int) -> Void
    ) async throws -> Report {
        guard isForced || FileBytes.kind(path) != .file else { throw EngineError.exists(path) }
        let journal = try ProposalJournal(path + ".journal", configuration: configuration)
        let output = try OutputFile(path)
        let places = plan.kind == .problems ? plan.count : sources.count * plan.count
        var report = Report()
        report.coverage = plan.proposer.prompts.dimensions.mapValues { values in
            Dictionary(uniqueKeysWithValues: values.map { ($0, 0) })
        }
        var seen = Set(sources.map { ProposalText.key($0.statement) })
        for proposal in journal.proposals { try report.take(proposal, &seen, output) }
        budget.settle(reserved: .zero, spent: journal.spent)
        let begin = journal.proposals.count
        let halt = RunHalt()
        let pieces = max(0, places - begin)
        try await OrderedWork(jobs: max(1, plan.proposer.concurrency / 2)).run(pieces) { number in
            halt.isSet || isStopping() ? nil : try await proposal(begin + number, halt)
        } emit: { proposal in
            // Places behind one that is missing are asked for again: the journal has no gaps.
            guard var proposal else { return false }
            if let row = proposal.row?["statement"]?.stringValue,
                plan.kind != .cases, seen.contains(ProposalText.key(row))
            {
                proposal = Proposal(refusal: .duplicate, dimensions: proposal.dimensions)
            }
            try journal.add(proposal, spent: budget.spent)
            try report.take(proposal, &seen, output)
            progress(report.asked, places, report.accepted)
            return true
        }
        report.cost = budget.spent
        try journal.note(spent: budget.spent)
        report.halt = halt.reason?.description
        if report.asked == places {
            try output.commit()
            try FileBytes.remove(path + ".journal")
        }
        return report
    }

    private var configuration: JSON {
        .object(
            (plan.configuration.members ?? []) + [
                .init("sources", .string(Digest(of: .array(sources.map(\.json))).description))
            ])
    }

    // MARK: One proposal

    /// Nil where the models are asked no more.
    private func proposal(_ number: Int, _ halt: RunHalt) async throws -> Proposal? {
        let chosen = parents(of: number)
        let shown = chosen.map(\.statement)
        let asked = Problem(
            id: "propose/\(number)",
            statement: shown.count == 1
                ? shown[0]
                : shown.enumerated().map { "\($0.offset + 1). \($0.element)" }
                    .joined(separator: "\n\n"),
            check: chosen[0].check, topic: chosen[0].topic, origin: chosen[0].origin)
        guard let answer = try await ask(proposer, asked, 1, halt).first else {
            return halt.isSet || isStopping() ? nil : Proposal(refusal: .unanswered)
        }
        let dimensions = (answer.sampling.members ?? []).filter {
            plan.proposer.prompts.dimensions[$0.key] != nil
        }
        var proposal = Proposal(refusal: .unreadable)
        switch plan.kind {
        case .cases:
            if let inputs = ProposalText.inputs(in: answer.text) {
                proposal = Proposal(
                    row: [
                        "problem": .string(chosen[0].id), "inputs": .array(inputs),
                        "by": .string(answer.model),
                    ])
            }
        case .rephrase, .problems:
            if let statement = ProposalText.statement(in: answer.text) {
                let draft = Draft(
                    number: number, statement: statement, by: answer, parents: chosen)
                guard let checked = try await check(draft, halt) else { return nil }
                proposal = checked
            }
        }
        proposal.dimensions = dimensions
        return proposal
    }

    /// The one source of a rephrasing; several, drawn by the seed, for a new problem.
    private func parents(of number: Int) -> [Problem] {
        guard plan.kind == .problems else { return [sources[number / plan.count]] }
        var generator = SeededGenerator(
            seed: plan.seed, parent: Digest(of: "propose"), stage: "parents", index: number)
        var left = Array(sources.indices)
        return (0..<min(plan.examples, left.count)).map { _ in
            sources[left.remove(at: generator.below(left.count))]
        }
    }

    private func ask(
        _ sampler: EndpointSampler, _ problem: Problem, _ count: Int, _ halt: RunHalt
    ) async throws -> [Rollout] {
        let material = SamplingMaterial(
            variant: Variant(source: problem), source: .problem, ordinal: 0)
        let answers = Mutex<[Rollout]>([])
        do {
            try await sampler.sample(material, numbers: Array(0..<count)) { answer in
                answers.withLock { $0 += answer.rollouts }
            }
        } catch SamplingError.endpoint(let error) {
            halt.set(error)
        }
        return answers.withLock { $0 }.sorted { $0.index < $1.index }
    }

    /// A statement that a model wrote.
    private struct Draft {
        var number: Int
        var statement: String
        var by: Rollout
        var parents: [Problem]
    }

    /// Nil where the solvers are asked no more.
    private func check(_ draft: Draft, _ halt: RunHalt) async throws -> Proposal? {
        let source = draft.parents[0]
        if plan.kind == .rephrase,
            !ProposedNumbers.agree(draft.statement, with: source.statement)
        {
            return Proposal(refusal: .numbersChanged)
        }
        var problem = Problem(
            id: plan.kind == .rephrase
                ? "\(source.id)~r\(draft.number % plan.count + 1)" : "made/\(draft.number)",
            statement: draft.statement,
            check: plan.kind == .rephrase
                ? source.check : .answer(AnswerCheck(gold: "0", spec: nil)),
            topic: source.topic,
            origin: .init(
                isReal: false, source: "model:\(draft.by.model)", licence: source.origin.licence))
        guard let ballot = try await vote(on: problem, halt) else { return nil }
        let agreeing = plan.kind == .rephrase ? ballot.right : ballot.first?.votes ?? 0
        guard agreeing > 1 || plan.votes == 1,
            Double(agreeing) >= plan.agreement * Double(plan.votes)
        else { return Proposal(refusal: .noConsensus) }
        if Double(agreeing) > plan.mostAgreement * Double(plan.votes) {
            return Proposal(refusal: .tooEasy)
        }
        if plan.kind == .problems, let gold = ballot.first?.answer {
            problem.check = .answer(AnswerCheck(gold: gold, spec: nil))
        }
        var lint = MathRowLint()
        guard lint.check(problem, path: "proposal", line: draft.number + 1).isEmpty else {
            return Proposal(refusal: .illPosed)
        }
        let solvers = Set(plan.solver.models.map(\.name)).sorted()
        let made: JSON = [
            "by": .string(draft.by.model), "parents": .array(draft.parents.map { .string($0.id) }),
            "sampling": draft.by.sampling, "votes": .integer(Int64(agreeing)),
            "of": .integer(Int64(plan.votes)), "solvers": .array(solvers.map { .string($0) }),
        ]
        return Proposal(row: .object(problem.members + [.init("made", made)]))
    }

    /// What the solvers answered, judged where the answer is known; nil where they are asked no more.
    private func vote(on problem: Problem, _ halt: RunHalt) async throws -> Ballot? {
        let rollouts = try await ask(solver, problem, plan.votes, halt)
        if rollouts.count < plan.votes, halt.isSet || isStopping() { return nil }
        let verifier = TraceVerifier(isStrictExtraction: false, sandboxes: sandboxes)
        var traces: [Trace] = []
        for rollout in rollouts {
            traces.append(try await verifier.trace(rollout, by: problem.check))
        }
        if plan.kind == .rephrase { return Ballot(check: problem.check, traces) }
        return Ballot(
            unlabelled: traces.compactMap { trace in
                trace.judgement.candidate.map { ($0, trace.rollout.model, trace.rollout.digest) }
            })
    }
}

extension Proposer.Report {
    /// Counts a proposal, and writes its row.
    fileprivate mutating func take(
        _ proposal: Proposal, _ seen: inout Set<Digest>, _ output: OutputFile
    ) throws(FileError) {
        asked += 1
        if let refusal = proposal.refusal {
            refused[refusal, default: 0] += 1
            return
        }
        guard let row = proposal.row else { return }
        accepted += 1
        if let statement = row["statement"]?.stringValue {
            seen.insert(ProposalText.key(statement))
        }
        for dimension in proposal.dimensions {
            coverage[dimension.key, default: [:]][dimension.value.stringValue ?? "", default: 0] +=
                1
        }
        try output.write(row.text + "\n")
    }
}

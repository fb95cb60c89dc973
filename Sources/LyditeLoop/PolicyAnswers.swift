internal import Glibc
internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
internal import LyditeSampling
internal import LyditeSandbox
internal import LyditeStore

/// Lets one checkpoint answer problems, verified and stored by the engine as in every other run.
struct PolicyAnswers {
    enum Purpose: String {
        case solve
        case evaluate
    }

    let plan: LoopPlan
    let settings: LoopSettings
    let round: RoundFolder
    /// The checkpoint that answers.
    let checkpoint: String

    /// More passes would mean that requests come again and again.
    private static let mostPasses = 32

    /// Runs the engine over `entries` into `folder` until every rollout is there.
    ///
    /// - Returns: Seconds that the policy took.
    func run(
        _ entries: [ProblemEntry], variants: Int, rollouts: Allocation, into folder: String,
        _ purpose: Purpose
    ) async throws -> Double {
        var run = RunPlan(
            entries: entries, seed: plan.seed(of: round.number), variants: variants,
            codeVariants: variants, rollouts: rollouts,
            sampler: plan.sampling.command == nil ? .endpoint : .batch, recorded: [],
            map: FieldMap(), isStrictExtraction: false)
        run.models = models
        run.cacheFolder = CacheFolder.path()
        // Relatives of held-out problems are left out of the training rows by the loop, which knows the held-out file.
        guard let command = plan.sampling.command else {
            let began = ContinuousClock.now
            guard try await pass(run, folder).isEmpty else {
                throw LoopError.unanswered(requests: folder, log: round.logs)
            }
            return (ContinuousClock.now - began).seconds
        }
        return try await batch(run, command, folder, purpose)
    }

    /// The models with the checkpoint's name where the configuration leaves it open.
    ///
    /// Batches name it by its round, so that what is stored does not depend on where the folder is.
    private var models: ModelPlan {
        let name =
            plan.sampling.command == nil ? checkpoint : "policy-\(RoundFolder.name(modelRound))"
        var models = plan.sampling.models
        for index in models.models.indices where models.models[index].name == "{model}" {
            models.models[index].name = name
        }
        return models
    }

    /// The round whose checkpoint answers: the present one's where it has one already.
    private var modelRound: Int {
        checkpoint == round.model ? round.number : max(0, round.number - 1)
    }

    // MARK: By a command

    private func batch(
        _ run: RunPlan, _ command: ExternalCommand, _ folder: String, _ purpose: Purpose
    ) async throws -> Double {
        var run = run
        var took = 0.0
        var before: Digest?
        for number in 1...Self.mostPasses {
            // Answers of an earlier call are whole files or none.
            run.batchResults = Self.answers(in: folder)
            let requests = try await pass(run, folder)
            if requests.isEmpty { return took }
            let digest = Digest(
                of: .array(try requests.map { .string(try FileDigest.of($0).description) }))
            guard digest != before else {
                throw LoopError.unanswered(requests: folder + "/batch", log: round.logs)
            }
            before = digest
            let began = ContinuousClock.now
            for (index, file) in requests.enumerated() {
                let answers = "\(folder)/batch/answers-\(run.batchResults.count + index + 1).jsonl"
                try await answer(
                    file, to: answers, command, purpose,
                    log: "\(round.logs)/sampler-\(purpose.rawValue)-\(number)-\(index + 1).log")
            }
            took += (ContinuousClock.now - began).seconds
        }
        throw LoopError.unanswered(requests: folder + "/batch", log: round.logs)
    }

    /// - Returns: The files of requests that are left.
    private func pass(_ run: RunPlan, _ folder: String) async throws -> [String] {
        let pipeline = Pipeline(
            plan: run, out: folder, home: settings.home, jobs: settings.jobs,
            isolation: settings.isolation, progress: { _ in }, isStopping: settings.isStopping)
        switch try await pipeline.run() {
        case .nothingLeft: return []
        case .stopped: throw LoopError.stopped
        case .shard: preconditionFailure("a loop runs no shards")
        case .finished(let report):
            if report.unfinished.isEmpty { return [] }
            let files = Self.files(in: folder + "/batch", beginning: "requests-")
            return files.isEmpty ? [folder] : files
        }
    }

    private func answer(
        _ requests: String, to answers: String, _ command: ExternalCommand, _ purpose: Purpose,
        log: String
    ) async throws {
        let partial = answers + ".partial"
        try FileBytes.remove(partial)
        let words = command.filled([
            "requests": requests, "answers": partial, "model": checkpoint,
            "round": "\(round.number)", "seed": "\(plan.seed(of: round.number))",
            "purpose": purpose.rawValue,
        ])
        try await CommandStep.run(words, command, log: log, round, settings)
        guard FileBytes.kind(partial) == .file else {
            throw LoopError.unanswered(requests: requests, log: log)
        }
        try FileBytes.sync(partial)
        try FileBytes.rename(partial, to: answers)
    }

    private static func answers(in folder: String) -> [String] {
        files(in: folder + "/batch", beginning: "answers-")
    }

    /// Whole files of a name and a number, by the number.
    private static func files(in folder: String, beginning: String) -> [String] {
        guard let names = try? FileBytes.names(in: folder) else { return [] }
        return names.compactMap { name -> (Int, String)? in
            guard name.hasPrefix(beginning), name.hasSuffix(".jsonl"),
                let number = Int(name.dropFirst(beginning.count).dropLast(6))
            else { return nil }
            return (number, folder + "/" + name)
        }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

/// One call of a command to its end.
enum CommandStep {
    static func run(
        _ words: [String], _ command: ExternalCommand, log: String, _ round: RoundFolder,
        _ settings: LoopSettings
    ) async throws {
        let running = try RunningCommand(
            words, seconds: command.seconds, log: log, mark: round.command,
            isStopping: settings.isStopping)
        let ending = await running.wait()
        if settings.isStopping() { throw LoopError.stopped }
        guard ending == .exited(0) else {
            throw LoopError.failed(
                command: words[0], ending: ending.text, log: log, tail: running.lastLine)
        }
    }
}

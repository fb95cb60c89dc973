internal import LyditeCore
internal import LyditeFiles
internal import LyditeStore

/// Rollouts by way of a provider's batch interface: reads the answers that are there, and writes the requests that have
/// none. It sends nothing itself.
package actor BatchSampler: Sampler {
    /// What the answers said, and what is to be asked.
    package struct Outcome: Sendable {
        package var files: [String]
        package var requests: Int
        /// Requests that the budget left out.
        package var withheld: Int
        /// Rows without an answer, by the reason.
        package var failures: [(reason: String, count: Int)]
    }

    package nonisolated var isPaid: Bool { true }

    private let plan: ModelPlan
    private let requests: RequestPlan
    private let results: BatchResults?
    private let budget: Budget
    private let files: BatchRequests
    private var written = 0
    private var failures: [String: Int] = [:]

    /// - Parameter folder: Where the request files go.
    package init(
        plan: ModelPlan, seed: UInt64, results: BatchResults?, budget: Budget, folder: String
    ) throws(SamplingError) {
        self.plan = plan
        self.results = results
        self.budget = budget
        requests = RequestPlan(plan: plan, seed: seed)
        do throws(FileError) {
            files = try BatchRequests(folder: folder)
        } catch {
            throw .file(error)
        }
    }

    package func sample(
        _ material: SamplingMaterial, numbers: [Int],
        deliver: @escaping @Sendable (Answer) async throws -> Void
    ) async throws {
        let variant = material.variant
        for block in requests.blocks(of: numbers) {
            try SamplingError.checkCancelled()
            let choice = requests.choice(of: block.number, variant.problem)
            var left = block.numbers
            // An earlier round may have begun at any number of the block.
            for first in block.numbers where results != nil {
                let taken = try await answer(first, of: variant, choice, left, deliver)
                left.removeAll { taken.contains($0) }
            }
            if let first = left.first {
                try write(choice, variant, first, left.count, ordinal: material.ordinal)
            }
        }
    }

    /// Writes the request files.
    package func finish() throws(SamplingError) -> Outcome {
        do throws(FileError) {
            let made = try files.finish(within: budget)
            return Outcome(
                files: made.files, requests: made.requests, withheld: written - made.requests,
                failures: failures.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        } catch {
            throw .file(error)
        }
    }

    /// Delivers what a result file holds for the request that began with `first`; gives the numbers that it answered.
    private func answer(
        _ first: Int, of variant: Variant, _ choice: RequestPlan.Choice, _ left: [Int],
        _ deliver: @Sendable (Answer) async throws -> Void
    ) async throws -> Set<Int> {
        guard let results else { return [] }
        var taken: Set<Int> = []
        for result in try await results.results(Self.id(variant, first)) {
            switch result {
            case .failure(let failure): failures[failure.reason, default: 0] += 1
            case .success(let reply):
                let numbers = Array(
                    left.filter { $0 >= first && !taken.contains($0) }.prefix(reply.choices.count))
                guard !numbers.isEmpty else { continue }
                taken.formUnion(numbers)
                let rollouts = requests.rollouts(
                    reply, numbers: numbers, first: first, choice, variant, sampler: "batch")
                try await deliver(Answer(rollouts: rollouts, usage: usage(reply, choice)))
            }
        }
        return taken
    }

    private func usage(_ reply: ModelReply, _ choice: RequestPlan.Choice) -> Usage {
        let prompt = reply.promptTokens ?? RequestBody.mostTokens(of: choice.prompt)
        let completion = reply.completionTokens ?? reply.choices.count * plan.maxTokens
        let cost = plan.models[choice.index].cost(
            promptTokens: prompt, completionTokens: completion)
        budget.settle(reserved: .zero, spent: cost)
        return Usage(
            model: choice.model, promptTokens: prompt, completionTokens: completion, cost: cost,
            choices: reply.choices.count,
            isAssumed: reply.promptTokens == nil || reply.completionTokens == nil)
    }

    private func write(
        _ choice: RequestPlan.Choice, _ variant: Variant, _ first: Int, _ count: Int, ordinal: Int
    ) throws(SamplingError) {
        let body =
            requests.openBody(choice, variant, first, count)
            + RequestBody.end(plan.endpoints[plan.models[choice.index].endpoints[0]].body)
        var writer = JSONWriter(capacity: body.count + 200)
        writer.beginObject()
        writer.member("custom_id", .string(Self.id(variant, first)))
        writer.member("method", "POST")
        writer.member("url", .string("/v1" + RequestBody(plan: plan).path))
        writer.key("body")
        writer.raw(String(decoding: body, as: UTF8.self))
        writer.endObject()
        writer.newline()
        let cost = plan.models[choice.index].cost(
            promptTokens: RequestBody.mostTokens(of: choice.prompt),
            completionTokens: count * plan.maxTokens)
        do throws(FileError) {
            try files.add(ordinal: ordinal, number: first, line: writer.bytes, cost: cost)
            written += 1
        } catch {
            throw .file(error)
        }
    }

    /// Half a digest and the first number: within the 64 characters that providers take.
    private static func id(_ variant: Variant, _ first: Int) -> String {
        "\(variant.digest.description.prefix(32))-\(first)"
    }
}

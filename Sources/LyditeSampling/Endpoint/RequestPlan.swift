internal import LyditeCore
internal import LyditeStore

/// Which request asks for which rollouts, of which model and by which prompt: pure, from the run's seed.
struct RequestPlan: Sendable {
    /// Rollouts that one request may ask for.
    struct Block: Sendable {
        var number: Int
        var numbers: [Int]
    }

    /// What all requests of a block share.
    struct Choice: Sendable {
        var index: Int
        var model: String
        var prompt: Prompt
    }

    let plan: ModelPlan
    let seed: UInt64
    private let body: RequestBody

    init(plan: ModelPlan, seed: UInt64) {
        self.plan = plan
        self.seed = seed
        body = RequestBody(plan: plan)
    }

    func blocks(of numbers: [Int]) -> [Block] {
        var blocks: [Block] = []
        for number in numbers {
            let block = number / plan.choices
            if blocks.last?.number == block {
                blocks[blocks.count - 1].numbers.append(number)
            } else {
                blocks.append(Block(number: block, numbers: [number]))
            }
        }
        return blocks
    }

    /// - Parameter response: What a judge is asked about; nil for solvers.
    func choice(of block: Int, _ problem: Problem, response: String? = nil) -> Choice {
        var generator = SeededGenerator(
            seed: seed, parent: problem.digest, stage: "model", index: block)
        let index = generator.weighted(plan.models.map(\.weight))
        return Choice(
            index: index, model: plan.models[index].name,
            prompt: plan.prompts.prompt(
                for: problem, response: response, seed: seed, block: block))
    }

    func request(_ choice: Choice, _ variant: Variant, _ first: Int, _ count: Int) -> ModelRequest {
        ModelRequest(
            model: choice.index, body: openBody(choice, variant, first, count),
            mostPromptTokens: RequestBody.mostTokens(of: choice.prompt),
            mostCompletionTokens: count * plan.maxTokens,
            mostBytes: body.mostBytes(choices: count),
            identity: Digest(of: Array("\(variant.digest)|\(first)".utf8)))
    }

    func openBody(_ choice: Choice, _ variant: Variant, _ first: Int, _ count: Int) -> [UInt8] {
        body.openObject(
            model: choice.model, prompt: choice.prompt, count: count,
            seed: requestSeed(variant, first))
    }

    func rollouts(
        _ reply: ModelReply, numbers: [Int], first: Int, _ choice: Choice, _ variant: Variant,
        sampler: String
    ) -> [Rollout] {
        var members = plan.parameters.members ?? []
        if plan.sendsSeed {
            members.append(.init("seed", .integer(Int64(requestSeed(variant, first)))))
        }
        members += choice.prompt.provenance
        return zip(numbers, reply.choices).map { number, made in
            let details =
                reply.served + (made.logprobs.map { [JSON.Member("logprobs", $0)] } ?? [])
            return Rollout(
                variant: variant.digest, index: number, text: made.text, sampler: sampler,
                model: choice.model, sampling: .object(members),
                response: .init(
                    finish: made.finish, reasoning: made.reasoning,
                    details: details.isEmpty ? .null : .object(details)))
        }
    }

    /// Positive and below 2^31, as some servers take no other.
    private func requestSeed(_ variant: Variant, _ first: Int) -> Int {
        var generator = SeededGenerator(
            seed: seed, parent: variant.digest, stage: "endpoint", index: first)
        return generator.below(1 << 31)
    }
}

import LyditeCore
import LyditeSampling
import Synchronization
import Testing

/// What every sampler promises; each is held to all of it.
struct SamplerConformance {
    /// A sampler as a run would make it, anew for each call.
    let make: @Sendable () async throws -> any Sampler
    let material: SamplingMaterial
    /// Rollouts that the material can have.
    let count: Int

    private func rollouts(
        _ numbers: [Int], _ sampler: (any Sampler)? = nil
    ) async throws -> [Rollout] {
        let taken = Mutex<[Rollout]>([])
        var used = sampler
        if used == nil { used = try await make() }
        try await used?.sample(material, numbers: numbers) { answer in
            taken.withLock { $0 += answer.rollouts }
        }
        return taken.withLock { $0 }.sorted { $0.index < $1.index }
    }

    func holds() async throws {
        let all = try await rollouts(Array(0..<count))
        #expect(all.map(\.index) == Array(0..<count), "each number once")
        #expect(all.allSatisfy { $0.variant == material.variant.digest })
        #expect(try await rollouts(Array(0..<count)) == all, "the same seed gives the same")
        let some = [1, count - 1]
        #expect(
            try await rollouts(some) == some.map { all[$0] },
            "a rollout is the same whichever others are asked for")
        #expect(try await rollouts([]).isEmpty, "nothing asked, nothing given")
        try await endsWhenCancelled()
        try await passesOnWhatTheTakerThrows()
    }

    private func endsWhenCancelled() async throws {
        let sampler = try await make()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await rollouts(Array(0..<count), sampler)
        }
        do {
            _ = try await task.value
            Issue.record("a cancelled task was given rollouts")
        } catch {
            #expect(error as? SamplingError != nil, "\(error)")
        }
    }

    private func passesOnWhatTheTakerThrows() async throws {
        struct Full: Error {}
        let sampler = try await make()
        await #expect(throws: Full.self) {
            try await sampler.sample(material, numbers: Array(0..<count)) { _ in throw Full() }
        }
    }
}

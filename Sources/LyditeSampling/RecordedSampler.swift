internal import LyditeCore
internal import LyditeStore

/// Rollouts that a model gave some time before, from files.
package struct RecordedSampler: Sampler {
    private let files: RecordedFiles

    package init(files: RecordedFiles) { self.files = files }

    package var isPaid: Bool { false }

    package func sample(
        _ material: SamplingMaterial, numbers: [Int],
        deliver: @escaping @Sendable (Answer) async throws -> Void
    ) async throws {
        guard case .recorded(let rows) = material.source else { return }
        var rollouts: [Rollout] = []
        for number in numbers where number < rows.count {
            try SamplingError.checkCancelled()
            let row = try files.row(at: rows[number])
            rollouts.append(
                Rollout(
                    variant: material.variant.digest, index: number, text: row.text,
                    sampler: "recorded", model: row.model, sampling: row.sampling,
                    isProgram: row.isProgram))
        }
        try await deliver(Answer(rollouts: rollouts))
    }
}

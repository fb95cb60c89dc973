internal import LyditeProblems
internal import LyditeTransform
internal import LyditeVerify

/// What families' programs say of their variants, asked for a block of indices at a time.
///
/// Workers that come for indices of one block wait for the same run.
actor FamilyJudgments {
    private static let largestBlock = 64

    private let home: String
    private let sandboxes: SandboxPool
    private let block: Int
    private var blocks: [String: Task<[FamilyJudge.Opinion], any Error>] = [:]

    /// - Parameter variants: How many of each family are wanted; none beyond is asked for.
    init(home: String, sandboxes: SandboxPool, variants: Int) {
        self.home = home
        self.sandboxes = sandboxes
        block = max(1, min(Self.largestBlock, variants))
    }

    /// The opinion on the variant at `index`.
    func opinion(
        _ family: Family, _ variants: FamilyVariants, at index: Int
    ) async throws -> FamilyJudge.Opinion {
        let start = index / block * block
        let key = "\(family.path)#\(start)"
        let task =
            blocks[key]
            ?? Task { [home, sandboxes, block] in
                let judge = FamilyJudge(sandbox: try await sandboxes.sandbox(), home: home)
                // One that cannot be made is refused for its own reason.
                let made = (start..<start + block).map { try? variants.variant(at: $0)?.instance }
                var opinions = try await judge.opinions(of: made.compactMap { $0 })[...]
                return made.map { $0 == nil ? .none : opinions.removeFirst() }
            }
        blocks[key] = task
        return try await task.value[index - start]
    }
}

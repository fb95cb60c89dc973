internal import LyditeSandbox

/// CPU seconds of one call, all processes counted that it started and waited for.
enum Cost {
    static func each(_ count: Int, _ body: () throws -> Void) rethrows -> Double {
        let began = CPUTime.withChildren
        for _ in 0..<count { try body() }
        return (CPUTime.withChildren - began) / Double(count)
    }

    /// One more call in a sandbox, from sandboxes that made few and many.
    static func slope(
        _ home: String, _ counts: (few: Int, many: Int), _ zygotes: ZygoteUse,
        _ body: (KeeperSandbox) async throws -> Void
    ) async throws -> Double {
        var costs: [Double] = []
        for count in [counts.few, counts.many] {
            let sandbox = KeeperSandbox(home: home, isolation: .full, slots: 1, zygotes: zygotes)
            let began = CPUTime.withChildren
            do {
                for _ in 0..<count { try await body(sandbox) }
            } catch {
                await sandbox.shutDown()
                throw error
            }
            await sandbox.shutDown()
            costs.append(CPUTime.withChildren - began)
        }
        return (costs[1] - costs[0]) / Double(counts.many - counts.few)
    }
}

package import LyditeStore
internal import LyditeFiles

/// The cache as a user sees it: `lydite cache`.
package struct CacheReport: Sendable {
    package let path: String
    private let cache: VerdictCache?

    /// - Parameter folder: The cache folder; nothing need be there.
    package init(folder: String) throws(EngineError) {
        let path = folder + "/" + JudgementCache.fileName
        self.path = path
        cache = try EngineError.wrapping {
            FileBytes.kind(path) == .file ? try VerdictCache(path: path) : nil
        }
    }

    package func statistics() async throws(EngineError) -> VerdictCache.Statistics {
        try await EngineError.wrapping {
            try await cache?.statistics() ?? .init(entries: 0, bytes: 0, oldestUse: nil)
        }
    }

    /// - Returns: How many entries were removed.
    package func prune(days: Int) async throws(EngineError) -> Int {
        try await EngineError.wrapping { try await cache?.prune(days: days) ?? 0 }
    }
}

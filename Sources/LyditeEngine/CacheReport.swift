package import LyditeStore
internal import LyditeFiles

/// The cache as a user sees it: `lydite cache`.
package struct CacheReport: Sendable {
    package let path: String
    private let cache: VerdictCache?

    /// - Parameter folder: The cache folder; nothing need be there.
    package init(folder: String) throws(EngineError) {
        path = folder + "/" + JudgementCache.fileName
        do {
            cache = FileBytes.kind(path) == .file ? try VerdictCache(path: path) : nil
        } catch {
            throw EngineError(error)
        }
    }

    package func statistics() async throws(EngineError) -> VerdictCache.Statistics {
        do {
            return try await cache?.statistics() ?? .init(entries: 0, bytes: 0, oldestUse: nil)
        } catch {
            throw EngineError(error)
        }
    }

    /// - Returns: How many entries were removed.
    package func prune(days: Int) async throws(EngineError) -> Int {
        do {
            return try await cache?.prune(days: days) ?? 0
        } catch {
            throw EngineError(error)
        }
    }
}

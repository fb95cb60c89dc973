package import LyditeCore
internal import LyditeFiles
internal import LyditeStore

/// A spot check that is under way: one sample of rows, and marks that go into the store one by one.
package struct ReviewSession: Sendable {
    private let store: String
    private let writer: StoreWriter
    private let rows: [ReviewSample.Row]
    /// Nothing else may write this store meanwhile.
    private let lock: FolderLock

    package var rowCount: Int { rows.count }

    package init(_ review: ReviewRun, count: Int) throws(EngineError) {
        store = review.store
        (rows, lock, writer) = try EngineError.wrapping {
            (
                try review.sample(count), try FolderLock(FileBytes.folder(of: review.store)),
                try StoreWriter(path: review.store)
            )
        }
    }

    /// The page with the marks that the store has by now: a reload, or another start, goes on where the last one ended.
    package func page() throws(EngineError) -> String {
        try EngineError.wrapping {
            ReviewPage.text(
                rows, known: try ReviewRun.known(in: StoreReader(path: store)), keeping: .server)
        }
    }

    /// Stores a mark before it returns, or takes one back.
    ///
    /// - Parameter isRight: Nil to take back what was marked.
    /// - Returns: False where the trace is none of those to mark.
    package func mark(_ trace: Digest, isRight: Bool?) async throws(EngineError) -> Bool {
        guard rows.contains(where: { $0.trace == trace }) else { return false }
        return try await EngineError.wrapping {
            if let isRight {
                _ = try await writer.add([
                    StoreWriter.Mark(trace: trace, isRight: isRight, note: "")
                ])
            } else {
                try await writer.removeMark(of: trace)
            }
            // The card tells of the marks, so that the next run writes it anew.
            try await writer.setFact("finished", nil)
            try await writer.commit()
            return true
        }
    }

    package func end() async throws(EngineError) {
        try await EngineError.wrapping { try await writer.finish() }
    }
}

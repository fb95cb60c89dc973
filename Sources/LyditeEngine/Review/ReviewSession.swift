package import LyditeCore
internal import LyditeStore

/// A spot check that is under way: one sample of rows, and marks that go into the store one by one.
package struct ReviewSession: Sendable {
    private let store: String
    private let writer: StoreWriter
    private let rows: [ReviewSample.Row]

    package var rowCount: Int { rows.count }

    package init(_ review: ReviewRun, count: Int) throws(EngineError) {
        store = review.store
        do {
            rows = try review.sample(count)
            writer = try StoreWriter(path: store)
        } catch {
            throw EngineError(error)
        }
    }

    /// The page with the marks that the store has by now: a reload, or another start, goes on where the last one ended.
    package func page() throws(EngineError) -> String {
        do {
            return ReviewPage.text(
                rows, known: try ReviewRun.known(in: StoreReader(path: store)), keeping: .server)
        } catch {
            throw EngineError(error)
        }
    }

    /// Stores a mark before it returns, or takes one back.
    ///
    /// - Parameter isRight: Nil to take back what was marked.
    /// - Returns: False where the trace is none of those to mark.
    package func mark(_ trace: Digest, isRight: Bool?) async throws(EngineError) -> Bool {
        guard rows.contains(where: { $0.trace == trace }) else { return false }
        do {
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
        } catch {
            throw EngineError(error)
        }
    }

    package func end() async throws(EngineError) {
        do {
            try await writer.finish()
        } catch {
            throw EngineError(error)
        }
    }
}

/// Pieces of work done by several workers, with the results in the order of the pieces.
struct OrderedWork: Sendable {
    /// Pieces under way, for each worker; results wait for those before them.
    private static let ahead = 4

    var jobs: Int

    /// - Parameter emit: Takes each result in order; false stops the work.
    func run<Result: Sendable>(
        _ count: Int, work: @escaping @Sendable (Int) async throws -> Result,
        emit: (Result) throws -> Bool
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var next = 0
            var emitted = 0
            var waiting: [Int: Result] = [:]
            while emitted < count {
                while next < count, next - emitted < Self.ahead * jobs {
                    let number = next
                    next += 1
                    group.addTask { (number, try await work(number)) }
                }
                guard let (number, result) = try await group.next() else { return }
                waiting[number] = result
                while let ready = waiting.removeValue(forKey: emitted) {
                    emitted += 1
                    guard try emit(ready) else {
                        group.cancelAll()
                        return
                    }
                }
            }
        }
    }
}

/// Requests of one model in the order in which they came; those that are sent again go first.
struct RequestQueue {
    private var items: [EndpointLoop.Pending?] = []
    private var start = 0

    var first: EndpointLoop.Pending? { start < items.count ? items[start] : nil }

    mutating func append(_ item: EndpointLoop.Pending) { items.append(item) }

    mutating func prepend(_ item: EndpointLoop.Pending) {
        if start > 0 {
            start -= 1
            items[start] = item
        } else {
            items.insert(item, at: 0)
        }
    }

    mutating func removeFirst() -> EndpointLoop.Pending {
        guard let item = first else { preconditionFailure("the queue is empty") }
        items[start] = nil
        start += 1
        if start > 256, start * 2 > items.count {
            items.removeFirst(start)
            start = 0
        }
        return item
    }

    /// Takes out all that `match`, in order.
    mutating func remove(
        where match: (EndpointLoop.Pending) -> Bool
    ) -> [EndpointLoop.Pending] {
        let all = items[start...].compactMap { $0 }
        items = all.filter { !match($0) }
        start = 0
        return all.filter(match)
    }
}

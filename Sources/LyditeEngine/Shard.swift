internal import LyditeCore

/// One of several equal parts of a run, for machines that share the work: the problems whose digest leaves `index` when
/// divided by `count`.
///
/// All variants of a problem are in one part, as each must differ from those before it.
package struct Shard: Hashable, Sendable, CustomStringConvertible {
    package static let maximumCount = 100_000

    package let index: Int
    package let count: Int

    /// Reads `i/N`, with i from 0 to N - 1; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isDigits = text.utf8.allSatisfy { (0x2F...0x39).contains($0) }
        guard isDigits, parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]),
            (1...Self.maximumCount).contains(count), (0..<count).contains(index)
        else { return nil }
        self.init(index: index, of: count)
    }

    init(index: Int, of count: Int) {
        self.index = index
        self.count = count
    }

    package var description: String { "\(index)/\(count)" }

    /// Where the parts of a run lie.
    static func folder(of out: String) -> String { out + "/shards" }

    var fileName: String { "\(index)-of-\(count).sqlite" }

    /// The part that a file holds; nil for files of other names.
    init?(fileName: String) {
        guard fileName.hasSuffix(".sqlite") else { return nil }
        let parts = fileName.dropLast(".sqlite".count).split(separator: "-")
        guard parts.count == 3, parts[1] == "of" else { return nil }
        self.init("\(parts[0])/\(parts[2])")
        guard self.fileName == fileName else { return nil }
    }

    func owns(_ name: String) -> Bool {
        let bytes = Digest(of: Array(name.utf8)).bytes.prefix(8)
        let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return number % UInt64(count) == UInt64(index)
    }
}

/// The name that a misspelt one was probably meant to be.
enum NearestName {
    /// - Returns: The name at the smallest edit distance, if that is at most a third of the length, and at least 1.
    static func of(_ name: String, among names: [String]) -> String? {
        let bound = max(1, name.utf8.count / 3)
        return names.map { (name: $0, distance: distance(Array(name.utf8), Array($0.utf8))) }
            .filter { $0.distance <= bound }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    /// Edits (insert, delete, replace, swap of neighbours) from one text to the other.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var rows = [Array(0...b.count)]
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}

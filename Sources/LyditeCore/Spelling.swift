/// Finds the word that a typing mistake meant.
package enum Spelling {
    /// The known word nearest to `word`, at most a third of its length (and at least one edit) away; nil where none is.
    ///
    /// - Complexity: O(words x length squared); meant for messages.
    package static func nearest(_ word: String, among known: some Sequence<String>) -> String? {
        let letters = Array(word.utf8)
        let bound = max(1, letters.count / 3)
        let near = known.map { (distance(letters, Array($0.utf8)), $0) }.min { $0 < $1 }
        guard let near, near.0 <= bound else { return nil }
        return near.1
    }

    /// Edits between two words: insert, delete, replace, swap of neighbours.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var rows = [Array(0...right.count)]
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                var best = min(rows[i][j + 1] + 1, row[j] + 1)
                best = min(best, rows[i][j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}

/// The known word that a mistyped one most likely means.
enum NearestWord {
    /// The nearest word within two fifths of the length, at most three letters away; nil when none is near.
    ///
    /// - Complexity: O(words x length squared).
    static func find(_ word: String, in known: [String]) -> String? {
        let letters = Array(word.utf8)
        let bound = max(1, min(3, letters.count * 2 / 5))
        let near = known.map { (distance(letters, Array($0.utf8)), $0) }.min { $0 < $1 }
        guard let near, near.0 <= bound else { return nil }
        return near.1
    }

    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let change = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(change, diagonal + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}

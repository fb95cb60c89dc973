internal import Glibc

extension Bytes {
    /// The first place of `needle` in `range`.
    ///
    /// - Parameter anchor: The needle's byte that is looked for first; a rare one is fast.
    func find(_ needle: StaticString, in range: Range<Int>, anchor: Int = 0) -> Int? {
        let count = needle.utf8CodeUnitCount
        let byte = needle.utf8Start[anchor]
        var low = range.lowerBound + anchor
        let high = range.upperBound - count + 1 + anchor
        while low < high, let hit = findByte(byte, in: low..<high) {
            if has(needle, at: hit - anchor) { return hit - anchor }
            low = hit + 1
        }
        return nil
    }

    /// The last place of `needle` in `range`.
    func findLast(_ needle: StaticString, in range: Range<Int>) -> Int? {
        var last: Int?
        var low = range.lowerBound
        while low < range.upperBound, let hit = find(needle, in: low..<range.upperBound) {
            last = hit
            low = hit + needle.utf8CodeUnitCount
        }
        return last
    }

    func findByte(_ byte: UInt8, in range: Range<Int>) -> Int? {
        guard let base = baseAddress, !range.isEmpty else { return nil }
        guard let hit = memchr(base + range.lowerBound, Int32(byte), range.count) else {
            return nil
        }
        return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
    }

    func findLastByte(_ byte: UInt8, in range: Range<Int>) -> Int? {
        var at = range.upperBound
        while at > range.lowerBound {
            at -= 1
            if self[at] == byte { return at }
        }
        return nil
    }

    /// The end of the line that `at` is in.
    func lineEnd(_ at: Int, before end: Int) -> Int {
        findByte(0x0A, in: at..<end) ?? end
    }

    func lineStart(_ at: Int, after start: Int) -> Int {
        findLastByte(0x0A, in: start..<at).map { $0 + 1 } ?? start
    }
}

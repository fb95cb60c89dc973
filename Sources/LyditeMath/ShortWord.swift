/// A word of at most 16 bytes, packed: looked up without an allocation. Longer words are in no list.
struct ShortWord: Hashable, ExpressibleByStringLiteral {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init?(_ word: some Collection<UInt8>) {
        guard word.count <= 16 else { return nil }
        for (place, byte) in word.enumerated() {
            if place < 8 {
                low |= UInt64(byte) << UInt64(8 * place)
            } else {
                high |= UInt64(byte) << UInt64(8 * (place - 8))
            }
        }
    }

    init(stringLiteral: StaticString) {
        let bytes = UnsafeBufferPointer(
            start: stringLiteral.utf8Start, count: stringLiteral.utf8CodeUnitCount)
        guard let word = ShortWord(bytes) else {
            preconditionFailure("\(stringLiteral) is too long")
        }
        self = word
    }
}

/// Byte classes and comparisons over ASCII; bytes above 0x7F count as letters.
@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

@inline(__always) func isAsciiLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

@inline(__always) func isLetter(_ byte: UInt8) -> Bool { isAsciiLetter(byte) || byte >= 0x80 }

@inline(__always) func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

@inline(__always) func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
}

@inline(__always) func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

/// Text as bytes. A place outside of it reads as NUL, which ends every number, word and command: a reader that looks one
/// byte too far finds the end of the text, never memory that is not its own.
struct Bytes: RandomAccessCollection {
    let base: UnsafeBufferPointer<UInt8>

    @inline(__always) init(_ base: UnsafeBufferPointer<UInt8>) { self.base = base }

    @inline(__always) var startIndex: Int { 0 }
    @inline(__always) var endIndex: Int { base.count }
    @inline(__always) var count: Int { base.count }
    @inline(__always) var baseAddress: UnsafePointer<UInt8>? { base.baseAddress }

    @inline(__always) subscript(position: Int) -> UInt8 {
        UInt(bitPattern: position) < UInt(bitPattern: base.count)
            ? base.baseAddress.unsafelyUnwrapped[position] : 0
    }
}

extension Bytes {
    /// Lets the standard library copy and decode at once instead of byte by byte.
    func withContiguousStorageIfAvailable<R>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> R
    ) rethrows -> R? {
        try body(base)
    }

    /// Whether `text` stands at `at`.
    @inline(__always)
    func has(_ text: StaticString, at: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard at >= 0, at + count <= self.count else { return false }
        let start = text.utf8Start
        for index in 0..<count where self[at + index] != start[index] { return false }
        return true
    }

    /// Whether `text`, in lower case, stands at `at` in any case.
    @inline(__always)
    func hasAnyCase(_ text: StaticString, at: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard at >= 0, at + count <= self.count else { return false }
        let start = text.utf8Start
        for index in 0..<count where lower(self[at + index]) != start[index] { return false }
        return true
    }

    /// The text up to `end`, with the same places: no word is found that reaches over the end of
    /// the piece that is being read.
    func until(_ end: Int) -> Bytes {
        Bytes(UnsafeBufferPointer(rebasing: base[..<Swift.min(Swift.max(end, 0), count)]))
    }

    /// A piece of the text, as far as it lies in it.
    func slice(_ range: Range<Int>) -> Bytes {
        let start = Swift.min(Swift.max(range.lowerBound, 0), count)
        let end = Swift.min(Swift.max(range.upperBound, start), count)
        return Bytes(UnsafeBufferPointer(rebasing: base[start..<end]))
    }

    /// The first place of `byte` in `range`.
    @inline(__always)
    func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        var at = range.lowerBound
        while at < range.upperBound {
            if self[at] == byte { return at }
            at += 1
        }
        return nil
    }

    /// The place of the brace that closes the one at `open`; escaped braces do not count.
    func closingBrace(of open: Int, before end: Int) -> Int? {
        var depth = 0
        var at = open
        while at < end {
            switch self[at] {
            case UInt8(ascii: "\\"): at += 1
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return at }
            default: break
            }
            at += 1
        }
        return nil
    }

    /// `range` without white space at both ends.
    @inline(__always)
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, isSpace(self[low]) { low += 1 }
        while high > low, isSpace(self[high - 1]) { high -= 1 }
        return low..<high
    }
}

extension [UInt8] {
    /// Hands the bytes to a reader without copying them.
    func read<R>(_ body: (Bytes) throws -> R) rethrows -> R {
        try withUnsafeBufferPointer { try body(Bytes($0)) }
    }
}

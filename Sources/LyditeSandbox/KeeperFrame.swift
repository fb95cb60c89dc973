/// Kinds of frames between us and the keeper; the same numbers stand in keeper.h.
enum KeeperFrame: UInt8 {
    case hello = 1
    case filter, box, file, run, kill, zygote, zygoteEnd, collect
    case ready = 64
    case done, error, result, files

    static let version: UInt32 = 2
    static let magic: UInt32 = 0x4b44_594c
    static let maximumBytes = 64 << 20
}

/// Builds a frame's payload. Integers are little-endian; a string ends with a zero byte for C.
struct FrameWriter {
    private(set) var bytes: [UInt8] = []

    mutating func u8(_ value: UInt8) { bytes.append(value) }
    mutating func u32(_ value: UInt32) { integer(value) }
    mutating func u64(_ value: UInt64) { integer(value) }

    mutating func string(_ text: String) {
        // A zero byte inside would end the text for C: it cannot be said, so the keeper refuses the
        // frame.
        u32(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
        bytes.append(0)
    }

    mutating func strings(_ list: [String]) {
        u32(UInt32(list.count))
        for text in list { string(text) }
    }

    mutating func data(_ data: [UInt8]) {
        u32(UInt32(data.count))
        bytes.append(contentsOf: data)
    }

    private mutating func integer<I: FixedWidthInteger>(_ value: I) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Reads a reply's payload; a short one reads as zeros and marks itself bad.
struct FrameReader {
    private let bytes: [UInt8]
    private var at = 0
    private(set) var isBad = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func u32() -> UInt32 { integer() }
    mutating func u64() -> UInt64 { integer() }

    mutating func data() -> [UInt8] {
        let count = Int(u32())
        guard count <= bytes.count - at else {
            isBad = true
            return []
        }
        defer { at += count }
        return Array(bytes[at..<at + count])
    }

    mutating func skip() { at = min(at + 1, bytes.count) }

    mutating func string() -> String {
        let count = Int(u32())
        guard count <= bytes.count - at else {
            isBad = true
            return ""
        }
        defer { at += count }
        return String(decoding: bytes[at..<at + count], as: UTF8.self)
    }

    private mutating func integer<I: FixedWidthInteger>() -> I {
        let size = MemoryLayout<I>.size
        guard size <= bytes.count - at else {
            isBad = true
            return 0
        }
        defer { at += size }
        return bytes[at..<at + size].reversed().reduce(0) { $0 << 8 | I($1) }
    }
}

/// Byte-wise searches, so that no text is walked by Character.
extension String {
    /// The text without blanks and line ends at both ends.
    package var trimmed: String {
        let bytes = utf8
        guard let first = bytes.firstIndex(where: { !Self.isBlank($0) }),
            let last = bytes.lastIndex(where: { !Self.isBlank($0) })
        else { return "" }
        return String(Substring(bytes[first...last]))
    }

    /// The first place of `text`; ASCII text only, as it is compared byte by byte.
    package func utf8Range(of text: String) -> Range<String.Index>? {
        let needle = Array(text.utf8)
        guard let first = needle.first else { return nil }
        var at = utf8.startIndex
        while let start = utf8[at...].firstIndex(of: first) {
            if utf8[start...].starts(with: needle) {
                return start..<utf8.index(start, offsetBy: needle.count)
            }
            at = utf8.index(after: start)
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }
}

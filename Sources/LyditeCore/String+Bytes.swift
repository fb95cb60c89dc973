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
        findRange(of: text, in: self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }
}

extension Substring {
    /// The first place of `text`; ASCII text only, as it is compared byte by byte.
    package func utf8Range(of text: String) -> Range<String.Index>? {
        findRange(of: text, in: self)
    }
}

private func findRange(of text: String, in whole: some StringProtocol) -> Range<String.Index>? {
    let needle = Array(text.utf8)
    let bytes = whole.utf8
    guard let first = needle.first else { return nil }
    var at = bytes.startIndex
    while let start = bytes[at...].firstIndex(of: first) {
        if bytes[start...].starts(with: needle) {
            return start..<bytes.index(start, offsetBy: needle.count)
        }
        at = bytes.index(after: start)
    }
    return nil
}

/// Reads residue classes: x \equiv 3 \pmod 5.
enum CongruenceReader {
    static func read(_ text: Bytes, _ range: Range<Int>) -> AnswerValue? {
        guard let sign = text.find("\\equiv", in: range),
            let word = text.find("mod", in: sign..<range.upperBound)
        else { return nil }
        let name = text.trimmed(range.lowerBound..<sign)
        guard name.count == 1, isAsciiLetter(text[name.lowerBound]) else { return nil }
        var stop = word
        while stop > sign, !isDigit(text[stop - 1]) {
            guard "(\\pb ".utf8.contains(text[stop - 1]) || text[stop - 1] == Mark.text else {
                return nil
            }
            stop -= 1
        }
        let marks: [UInt8] = [0x20, 0x28, 0x29, 0x7B, 0x7D, Mark.text]
        let modulus = text[word + 3..<range.upperBound].filter { !marks.contains($0) }
        let residue = text.trimmed(sign + 6..<stop)
        guard modulus.count <= 18, !modulus.isEmpty, modulus.allSatisfy(isDigit),
            let m = Rational(decimal: modulus), m.sign > 0,
            let value = Rational(decimal: text.slice(residue)), value.isInteger,
            let rest = value.modulo(m)
        else { return nil }
        return .residue(name: [text[name.lowerBound]], rest, modulus: m)
    }

    private typealias Mark = AnswerNormalizer.Mark
}

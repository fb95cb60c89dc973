import LyditeCore
import LyditeMath
import Testing

struct RationalTests {
    @Test(arguments: ["", "-", ".", "1.2.3", "1e5", "1/0", "1/2/3", "x", " 1", "0x10"])
    func `text that is no number is refused`(text: String) {
        #expect(Rational(text: text) == nil)
    }

    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("007", "7"), ("2/4", "1/2"), ("-6/4", "-3/2"), ("1.50", "3/2"),
        (".5", "1/2"), ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ])
    func `numbers print in lowest terms`(text: String, expected: String) {
        #expect(Rational(text: text)?.description == expected)
    }

    @Test func `sums and products leave 64 bits and come back`() throws {
        let top = Rational(Int.max)
        let large = top * top
        #expect(large.description == "85070591730234615847396907784232501249")
        #expect(large.divided(by: top) == top)
        #expect(large.divided(by: top)?.intValue == Int.max)
        #expect((top + .one) - .one == top)
        #expect(-Rational(Int.min) == top + .one)
        #expect(Rational(Int.min) == -(top + .one))
    }

    @Test func `what is not defined or too large has no value`() {
        #expect(Rational.one.divided(by: .zero) == nil)
        #expect(Rational.zero.power(0) == nil)
        #expect(Rational.zero.power(-1) == nil)
        #expect(Rational(2).power(1_000_000_000) == nil)
        #expect(Rational(9).power(Int.max) == nil)
        #expect(Rational(numerator: 1, denominator: 0) == nil)
        #expect(Rational(exactly: .nan) == nil)
        #expect(Rational.factorial(1_000_000) == nil)
        #expect(Rational(decimal: String(repeating: "9", count: 50_001)) == nil)
    }

    @Test func `rounding goes to the nearest, ties away from zero`() {
        #expect(Rational(text: "1/8")?.decimalText(places: 2) == "0.13")
        #expect(Rational(text: "-1/8")?.decimalText(places: 2) == "-0.13")
        #expect(Rational(text: "-1/800")?.decimalText(places: 2) == "0.00")
        #expect(Rational(text: "10/3")?.decimalText(places: 0) == "3")
        #expect(Rational(text: "1/3")?.terminatingDecimalText == nil)
        #expect(Rational(text: "-7/40")?.terminatingDecimalText == "-0.175")
        #expect(Rational(exactly: 0.5)?.description == "1/2")
    }

    @Test(arguments: [("7/2", "3", "4"), ("-7/2", "-4", "-3"), ("5", "5", "5")])
    func `floor and ceil keep their sides`(text: String, floor: String, ceil: String) {
        #expect(Rational(text: text)?.floor.description == floor)
        #expect(Rational(text: text)?.ceil.description == ceil)
    }

    @Test(arguments: 1...20)
    func `arithmetic obeys its laws and printing reads back`(index: Int) throws {
        var random = Draw(index)
        for _ in 0..<200 {
            let (a, b, c) = (random.rational(), random.rational(), random.rational())
            #expect(Rational(text: a.description) == a, random.note)
            #expect(a + b == b + a, random.note)
            #expect((a + b) + c == a + (b + c), random.note)
            #expect(a * (b + c) == a * b + a * c, random.note)
            #expect((a - b) + b == a, random.note)
            #expect((a < b) == ((a - b).sign < 0), random.note)
            if !b.isZero { #expect(a.divided(by: b).map { $0 * b } == a, random.note) }
            #expect(a.floor <= a && a < a.floor + .one, random.note)
            var (x, y) = (Hasher(), Hasher())
            ((a + b) - b).hash(into: &x)
            a.hash(into: &y)
            #expect(x.finalize() == y.finalize(), random.note)
        }
    }
}

/// Seeded draws that can say their seed.
struct Draw {
    private let seed: UInt64
    private var generator: SeededGenerator

    init(_ index: Int) {
        seed = UInt64(index)
        generator = SeededGenerator(
            seed: seed, parent: Digest(of: Array("math".utf8)), stage: "test", index: index)
    }

    var note: Comment { "seed \(seed)" }

    mutating func below(_ bound: Int) -> Int { generator.below(bound) }

    mutating func rational() -> Rational {
        let scale = [10, 1_000, 1 << 31, 1 << 61][below(4)]
        let top = Rational(below(scale) - scale / 2)
        let bottom = Rational(1 + below(scale))
        let value = top.divided(by: bottom) ?? .zero
        return below(8) == 0 ? value * Rational(Int.max) * Rational(Int.max) : value
    }
}

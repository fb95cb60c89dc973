import LyditeCore
import Testing

/// Well-formed answers as tokens, so that spacing can be put between them, and their spellings.
struct RandomAnswer {
    private let seed: UInt64
    private var generator: SeededGenerator

    init(seed: UInt64) {
        self.seed = seed
        generator = SeededGenerator(
            seed: seed, parent: Digest(of: Array("answer".utf8)), stage: "test", index: 0)
    }

    var note: String { "seed \(seed)" }

    /// A formula, a pair, a set, an interval, a matrix or an equation.
    mutating func tokens() -> [String] {
        switch generator.below(12) {
        case 0: return ["("] + sum(1) + [","] + sum(1) + [")"]
        case 1: return ["\\{"] + sum(1) + [","] + number(0) + ["\\}"]
        case 2: return ["["] + number(0) + [","] + sum(1) + [")"]
        case 3:
            return ["\\begin{pmatrix}"] + sum(1) + ["&"] + number(0) + ["\\end{pmatrix}"]
        case 4: return ["x", "="] + sum(2)
        case 5: return ["x", generator.pick(["<", "\\le ", ">", "\\ge "])] + number(0)
        default: return sum(3)
        }
    }

    /// One number, as people write numbers.
    mutating func number() -> String {
        let (a, b) = (generator.below(2_000), 2 + generator.below(98))
        let sign = generator.chance(1, of: 3) ? "-" : ""
        let text =
            switch generator.below(9) {
            case 0: "\(a)"
            case 1: "\(a)/\(b)"
            case 2: "\\frac{\(a)}{\(b)}"
            case 3: "\(a).\(b)"
            case 4: "\(a).\(b)\\%"
            case 5: "\(1 + a)\\frac{1}{\(b)}"
            case 6: "\(a % 10).\\overline{\(b)}"
            case 7: "\(1 + a % 9),\(100 + a % 900),\(100 + b)"
            default: "\(a) \\times 10^{\(b % 9)}"
            }
        return sign + text
    }

    private mutating func number(_ depth: Int) -> [String] {
        let value = "\(1 + generator.below(40))"
        switch generator.below(4) {
        case 0: return ["\\frac{", value, "}{", "\(2 + generator.below(9))", "}"]
        case 1: return [value + ".5"]
        default: return [value]
        }
    }

    private mutating func sum(_ depth: Int) -> [String] {
        var tokens = product(depth)
        for _ in 0..<generator.below(max(depth, 1)) {
            tokens += [generator.pick(["+", "-"])] + product(depth)
        }
        return tokens
    }

    private mutating func product(_ depth: Int) -> [String] {
        var tokens = factor(depth)
        for _ in 0..<generator.below(2) { tokens += ["\\cdot "] + factor(depth) }
        return tokens
    }

    private mutating func factor(_ depth: Int) -> [String] {
        guard depth > 0 else {
            return generator.chance(1, of: 2) ? number(0) : [generator.pick(["x", "y", "\\pi "])]
        }
        let inside = sum(depth - 1)
        switch generator.below(10) {
        case 0: return ["("] + inside + [")"]
        case 1: return ["\\frac{"] + inside + ["}{"] + sum(depth - 1) + ["}"]
        case 2: return ["\\sqrt{"] + inside + ["}"]
        case 3: return ["("] + inside + [")", "^{", "\(2 + generator.below(3))", "}"]
        case 4:
            return [generator.pick(["\\sin", "\\cos", "\\ln", "\\arctan"]), "("] + inside + [")"]
        case 5: return ["e^{"] + inside + ["}"]
        default: return factor(0)
        }
    }

    /// The same answer written otherwise.
    mutating func spellings(_ tokens: [String]) -> [String] {
        let plain = tokens.joined()
        var spaced: [String] = []
        for token in tokens {
            spaced.append(token)
            spaced.append(generator.pick(["", " ", "\\,", "\\;", " \\! ", "~"]))
        }
        let large = tokens.map { token in
            switch token {
            case "(": "\\left("
            case ")": "\\right)"
            case "[": "\\left["
            case "\\{": "\\left\\{"
            case "\\}": "\\right\\}"
            default: token
            }
        }
        // A half-open interval's brackets are no pair that TeX could size otherwise.
        return [
            tokens.joined(separator: " "), spaced.joined(), large.joined(),
            "$\(plain)$", "\\(\(plain)\\)", "\\[\(plain)\\]", "$$\(plain)$$", "\\boxed{\(plain)}",
            " \n\t\(plain)\n", "\\displaystyle \(plain)",
            plain.split(separator: "\\frac", omittingEmptySubsequences: false)
                .joined(separator: "\\dfrac"),
        ]
    }

    /// Cut, with bytes changed, removed or put in.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...generator.below(4) where !bytes.isEmpty {
            let at = generator.below(bytes.count)
            switch generator.below(4) {
            case 0: bytes[at] = UInt8(generator.below(256))
            case 1: bytes.remove(at: at)
            case 2: bytes.removeSubrange(at...)
            default:
                bytes.insert(
                    contentsOf: generator.pick(["{", "}", "\\frac", "^", "_", "&", "\\left("]).utf8,
                    at: at)
            }
        }
        return bytes
    }
}

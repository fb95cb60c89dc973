/// Names of functions, constants and Greek letters.
enum MathNames {
    /// The function whose name begins the text, the longest one; nil when there is none.
    static func function(_ text: Bytes) -> (String, Int)? {
        var length = min(text.count, 9)
        while length >= 2 {
            let name = String(decoding: text.slice(0..<length), as: UTF8.self)
            if let known = functions[name] { return (known, length) }
            length -= 1
        }
        return nil
    }

    /// pi or a Greek letter spelled out, at the beginning of a run of letters.
    static func constant(_ text: Bytes) -> (String, Int)? {
        var length = min(text.count, 7)
        while length >= 2 {
            let name = String(decoding: text.slice(0..<length), as: UTF8.self)
            if name == "pi" || greekNames.contains(name) { return (name, length) }
            length -= 1
        }
        return nil
    }

    static func isGreek(_ name: String) -> Bool { greekNames.contains(name) || name == "pi" }

    /// The LaTeX name of a Greek letter.
    static func greek(_ scalar: UInt32) -> [UInt8]? {
        greekLetters[scalar].map { Array($0.utf8) }
    }

    private static let functions: [String: String] = {
        var table: [String: String] = [:]
        for name in [
            "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech",
            "csch", "ln", "log", "lg", "exp", "sqrt", "abs", "floor", "ceil", "min", "max", "gcd",
            "lcm", "cbrt", "binom",
        ] { table[name] = name }
        for (name, short) in [
            ("sin", "asin"), ("cos", "acos"), ("tan", "atan"), ("cot", "acot"), ("sinh", "asinh"),
            ("cosh", "acosh"), ("tanh", "atanh"), ("sec", "asec"), ("csc", "acsc"),
        ] {
            for before in ["arc", "ar", "a"] { table[before + name] = short }
        }
        table["cosec"] = "csc"
        table["tg"] = "tan"
        table["ctg"] = "cot"
        table["arctg"] = "atan"
        table["sgn"] = nil
        return table
    }()

    private static let greekNames: Set<String> = [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
        "lambda", "mu", "nu", "xi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi",
        "omega", "Gamma", "Delta", "Theta", "Lambda", "Sigma", "Phi", "Psi", "Omega",
        "varphi", "vartheta", "varepsilon", "ell",
    ]

    private static let greekLetters: [UInt32: String] = [
        0x3B1: "alpha", 0x3B2: "beta", 0x3B3: "gamma", 0x3B4: "delta", 0x3B5: "epsilon",
        0x3B6: "zeta", 0x3B7: "eta", 0x3B8: "theta", 0x3B9: "iota", 0x3BA: "kappa",
        0x3BB: "lambda", 0x3BC: "mu", 0x3BD: "nu", 0x3BE: "xi", 0x3C1: "rho", 0x3C3: "sigma",
        0x3C4: "tau", 0x3C5: "upsilon", 0x3C6: "phi", 0x3C7: "chi", 0x3C8: "psi", 0x3C9: "omega",
        0x393: "Gamma", 0x394: "Delta", 0x398: "Theta", 0x39B: "Lambda", 0x3A3: "Sigma",
        0x3A6: "Phi", 0x3A8: "Psi", 0x3A9: "Omega",
    ]
}

/// Spelling variants of LaTeX commands.
enum LatexSpelling {
    enum Rewrite {
        /// Sizes and styles: nothing is left.
        case drop
        case blank
        case to(StaticString)
        /// The braces that follow hold words.
        case text
    }

    static func rewrite(_ name: Bytes) -> Rewrite? {
        guard name.count <= 14 else { return nil }
        return table[String(decoding: name, as: UTF8.self)]
    }

    private static let table: [String: Rewrite] = {
        var table: [String: Rewrite] = [:]
        for name in [
            "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr",
            "displaystyle", "textstyle", "limits", "nolimits", "bf", "rm", "it", "boldsymbol",
            "negthinspace", "negmedspace", "negthickspace", "tt", "sf", "large", "Large",
        ] { table[name] = .drop }
        for name in [
            "quad", "qquad", "thinspace", "medspace", "thickspace", "enspace", "space", "hspace",
        ] { table[name] = .blank }
        for name in [
            "text", "textbf", "textit", "textrm", "textsf", "texttt", "mathrm", "mathbf",
            "mathit", "mathsf", "mbox", "emph", "textnormal", "hbox", "mathtt",
        ] { table[name] = .text }
        let spellings: [(String, StaticString)] = [
            ("dfrac", "\\frac"), ("tfrac", "\\frac"), ("cfrac", "\\frac"), ("cdot", "*"),
            ("times", "*"), ("ast", "*"), ("div", "/"), ("le", "\\le "), ("leq", "\\le "),
            ("leqslant", "\\le "), ("ge", "\\ge "), ("geq", "\\ge "), ("geqslant", "\\ge "),
            ("ne", "\\ne "), ("neq", "\\ne "), ("lt", "<"), ("gt", ">"), ("degree", "\u{3}"),
            ("varnothing", "\\emptyset"), ("lbrace", "\u{1}"), ("rbrace", "\u{2}"),
            ("euro", " eur "), ("pounds", " gbp "), ("colon", ":"), ("land", " and "),
            ("lor", " or "), ("lvert", "|"), ("rvert", "|"), ("vert", "|"), ("mid", "|"),
            ("dbinom", "\\binom"), ("tbinom", "\\binom"), ("lparen", "("), ("rparen", ")"),
            ("lbrack", "["), ("rbrack", "]"), ("percent", "%"), ("dots", "\\ldots"),
            ("cdots", "\\ldots"),
        ]
        for (name, text) in spellings { table[name] = .to(text) }
        return table
    }()
}

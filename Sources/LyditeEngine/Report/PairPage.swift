internal import LyditeCore

/// Pairs side by side, the first wrong step marked.
enum PairPage {
    static func text(of examples: [PairExample]) -> String {
        examples.map { example in
            """
            <div class="pair"><p class="quiet">\(Markup.escaped(example.problem)), \
            \(Markup.escaped(example.errorClass))</p>
            <pre>\(Markup.escaped(example.statement))</pre>
            <div class="sides"><div><span class="good">chosen</span>\
            <pre>\(marked(example.chosen, example.rightStep))</pre></div>
            <div><span class="bad">rejected</span>\
            <pre>\(marked(example.rejected, example.wrongStep))</pre></div></div></div>
            """
        }.joined(separator: "\n")
    }

    /// The text with the first place of a step marked.
    private static func marked(_ text: String, _ step: String?) -> String {
        guard let step, !step.isEmpty, let place = place(of: step, in: text) else {
            return Markup.escaped(text)
        }
        return Markup.escaped(String(text[..<place.lowerBound])) + "<mark>"
            + Markup.escaped(step) + "</mark>" + Markup.escaped(String(text[place.upperBound...]))
    }

    private static func place(of step: String, in text: String) -> Range<String.Index>? {
        let (bytes, wanted) = (Array(text.utf8), Array(step.utf8))
        guard wanted.count <= bytes.count else { return nil }
        for start in 0...(bytes.count - wanted.count)
        where bytes[start] == wanted[0]
            && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        {
            let low = text.utf8.index(text.startIndex, offsetBy: start)
            return low..<text.utf8.index(low, offsetBy: wanted.count)
        }
        return nil
    }
}

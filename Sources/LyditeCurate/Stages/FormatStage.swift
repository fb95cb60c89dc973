internal import LyditeCore
internal import LyditeStore

/// Leaves out answers whose form would teach a wrong one.
struct FormatStage: CurationStage {
    static let kind = CurationStageKind(
        "format", "unclosed blocks, several boxes, control characters",
        [
            .init(
                "box", .choice(["any", "one"]), "any", "whether a math answer must be in one box"),
            .init("control", .flag, false, "whether control characters are taken"),
        ]
    ) { settings, _ in
        FormatStage(
            requiresBox: settings.text("box") == "one", takesControl: settings.flag("control"))
    }

    let requiresBox: Bool
    let takesControl: Bool

    mutating func omission(of row: CurationRow) -> StageOmission? {
        let text = row.trace.text
        if !takesControl, text.utf8.contains(where: { $0 < 9 || ($0 > 13 && $0 < 32) }) {
            return StageOmission("control-character")
        }
        if Self.count("```", in: text) % 2 == 1 { return StageOmission("open-code-block") }
        if Self.count("<think>", in: text) != Self.count("</think>", in: text) {
            return StageOmission("open-thinking")
        }
        let openings = Self.count("\\begin{", in: text)
        if openings != Self.count("\\end{", in: text) { return StageOmission("open-environment") }
        guard row.language == nil else { return nil }
        let boxes = Self.count("\\boxed{", in: text)
        if boxes > 1 { return StageOmission("several-boxes", beside: "\(boxes)") }
        return requiresBox && boxes == 0 ? StageOmission("no-box") : nil
    }

    static func count(_ piece: String, in text: String) -> Int {
        let wanted = Array(piece.utf8)
        var text = text
        return text.withUTF8 { bytes in
            var (count, at) = (0, 0)
            while at + wanted.count <= bytes.count {
                if bytes[at] == wanted[0],
                    bytes[at..<(at + wanted.count)].elementsEqual(wanted)
                {
                    count += 1
                    at += wanted.count
                } else {
                    at += 1
                }
            }
            return count
        }
    }
}

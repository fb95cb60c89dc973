package import LyditeCore
internal import LyditeMath
package import LyditeProblems

/// What two variants share when they differ in names and numbers alone.
package enum FamilyStructure {
    /// The digest of the wording with its values masked, and of the derivation as a graph.
    package static func digest(of instance: FamilyInstance) -> Digest {
        let layout = instance.layout
        var places: [String: String] = [:]
        for slot in layout.numberSlots { places[slot.name] = "s\(places.count)" }
        for step in layout.steps { places[step.name] = "d\(places.count)" }
        let wording = layout.family.statements[instance.statementIndex]
        let end = layout.chosenExtension.map { [$0.facts, $0.ask] } ?? [wording.ask]
        var text = ([wording.facts] + end).map { masked($0) }.joined(separator: "|")
        for step in layout.steps {
            text += "\n" + graph(step.value, places)
        }
        return Digest(of: Array(text.utf8))
    }

    private static func masked(_ template: FamilyTemplate) -> String {
        template.pieces.map { piece in
            switch piece {
            case .text(let text): String(text.map { $0.isNumber ? "#" : $0 })
            case .equation: "="
            case .field: "_"
            case .choice(_, let one, _): one
            }
        }.joined()
    }

    private static func graph(_ formula: Formula, _ places: [String: String]) -> String {
        switch formula {
        case .number: "#"
        case .name(let name): places[name] ?? name
        case .negate(let inner): "-" + graph(inner, places)
        case .binary(let operation, let left, let right):
            "(\(graph(left, places))\(operation.rawValue)\(graph(right, places)))"
        case .call(let function, let arguments):
            function.rawValue + "(" + arguments.map { graph($0, places) }.joined(separator: ",")
                + ")"
        }
    }
}

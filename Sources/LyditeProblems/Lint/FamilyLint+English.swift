internal import LyditeCore
internal import LyditeMath

/// Singular and plural, articles, and the look of a sentence, in every wording.
extension FamilyLint {
    /// Instances that are worded in full; every wording is seen with each.
    private static let worded = 24

    /// - Parameter wordings: The templates to look at; nil for all that the route has of its own.
    mutating func checkEnglish(
        _ route: FamilyRoute, _ sample: [FamilyInstance], of wordings: [FamilyTemplate]? = nil
    ) {
        let templates = wordings.map { $0.map { ($0, nil) } } ?? templates(route)
        for template in templates.map(\.template) {
            checkPlaces(template, route)
            checkArticles(template, route)
        }
        // Values of one show the faults that others hide.
        let single = singles(route)
        let instances =
            single.enumerated().compactMap { route.instance($1, index: $0) }
            + sample.prefix(Self.worded)
        for (template, step) in templates {
            for instance in instances {
                let values = instance.values.byName
                var scene = instance.scene(values)
                if let step {
                    scene.equation = instance.equation(
                        step, result: values[step.name] ?? .zero, values)
                }
                let text = template.marked.text(scene)
                guard let fault = EnglishFault.first(in: text) else { continue }
                find(fault.rule, template.line, fault.message, fault.suggestion)
                break
            }
        }
    }

    /// Values at which a slot, or a step that a plural follows, is one.
    private func singles(_ route: FamilyRoute) -> [[String: Rational]] {
        let slots = route.flat.numberSlots.compactMap { slot in
            route.witness(slot.name, is: .one)
        }
        let domains = FamilyNarrowing(route.flat).domains
        let steps = route.ownSteps.compactMap { step -> [String: Rational]? in
            guard domains[step.name]?.contains(.one) != false,
                step.sentences.contains(where: \.printsPlural)
            else { return nil }
            return route.witness(
                Condition(left: .name(step.name), relation: .equal, right: .number(.one)))
        }
        return slots + steps
    }

    /// The route's own wordings, those of steps with their step.
    private func templates(
        _ route: FamilyRoute
    ) -> [(template: FamilyTemplate, step: FamilyStep?)] {
        let wordings =
            route.extensionIndex.map { [family.extensions[$0].facts, family.extensions[$0].ask] }
            ?? family.statements.flatMap { [$0.facts, $0.ask] }
        return wordings.map { ($0, nil) }
            + route.ownSteps.flatMap { step in step.sentences.map { ($0, step) } }
    }

    /// A number and the noun after it agree by construction, whatever is drawn.
    private mutating func checkPlaces(_ template: FamilyTemplate, _ route: FamilyRoute) {
        let pieces = template.pieces
        for index in pieces.indices.dropLast(2) {
            guard case .field(let number) = pieces[index], case .text(" ") = pieces[index + 1],
                number.form == nil || number.form == "words",
                let slot = route.flat.numberSlots.first(where: { $0.name == number.name })
            else { continue }
            let isDollar = index > 0 && Self.endsInDollar(pieces[index - 1])
            switch pieces[index + 2] {
            case .field(let noun) where Self.isNoun(noun.name, route):
                checkNoun(noun, after: slot, template, route)
            case .choice(let count, _, _) where count != slot.name && !isDollar:
                find(
                    "plural", template.line,
                    "\"{\(slot.name)} {\(count)|...}\" chooses the noun by another number",
                    "write {\(slot.name)|...|...}")
            default: continue
            }
        }
    }

    private static func endsInDollar(_ piece: FamilyTemplate.Piece) -> Bool {
        if case .text(let text) = piece { text.hasSuffix("$") } else { false }
    }

    private static func isNoun(_ name: String, _ route: FamilyRoute) -> Bool {
        let plain = name.prefix(1).lowercased() + name.dropFirst()
        return route.flat.slots.contains { slot in
            guard slot.name == name || slot.name == plain else { return false }
            if case .item = slot.kind { return true }
            return false
        }
    }

    private mutating func checkNoun(
        _ noun: FamilyTemplate.Field, after slot: FamilySlot, _ template: FamilyTemplate,
        _ route: FamilyRoute
    ) {
        let place = "\"{\(slot.name)} {\(noun.name)\(noun.form.map { ":" + $0 } ?? "")}\""
        let advice = "write {\(noun.name):\(slot.name)}"
        let isOne = route.witness(slot.name, is: .one) != nil
        switch noun.form {
        case nil where slot.count > 1 || !isOne:
            find("plural", template.line, "\(place) prints one noun after any number", advice)
        case "many" where isOne:
            find("plural", template.line, "\(place) prints the plural after 1", advice)
        case let form? where form != "many" && form != slot.name:
            find("plural", template.line, "\(place) agrees with another number", advice)
        default: return
        }
    }

    /// A written article before a place must fit every value of the place.
    private mutating func checkArticles(_ template: FamilyTemplate, _ route: FamilyRoute) {
        for (piece, next) in zip(template.pieces, template.pieces.dropFirst()) {
            guard case .text(let text) = piece, case .field(let field) = next,
                field.article == nil,
                let article = ["a", "an"].first(where: { Self.ends(text, in: $0) })
            else { continue }
            let misfit = Self.values(of: field, route).first {
                FamilyEnglish.article(before: $0) != article
            }
            guard let misfit else { continue }
            find(
                "article", template.line,
                "\"\(article) {\(field.name)}\" can print"
                    + " \"\(article) \(misfit)\"", "write {a \(field.name)}")
        }
    }

    private static func ends(_ text: String, in article: String) -> Bool {
        let lower = text.lowercased()
        return lower == article + " " || lower.hasSuffix(" " + article + " ")
    }

    /// What a place can print, up to a few hundred texts.
    private static func values(
        of field: FamilyTemplate.Field, _ route: FamilyRoute
    ) -> [String] {
        let plain = field.name.prefix(1).lowercased() + field.name.dropFirst()
        let slot = route.flat.slots.first { $0.name == field.name || $0.name == plain }
        guard let slot else { return [] }
        switch slot.kind {
        case .grid, .listed:
            return (slot.values(atMost: 500) ?? []).map { slot.style.text($0) }
        case .item(let nouns): return nouns.map { field.form == nil ? $0.one : $0.many }
        case .word(let texts): return texts
        case .name: return field.form == nil ? FamilyName.all.map(\.text) : []
        case .computed: return []
        }
    }
}

extension FamilyTemplate {
    /// Whether a word in -s follows the equation.
    fileprivate var printsPlural: Bool {
        zip(pieces, pieces.dropFirst()).contains { piece, next in
            guard piece == .equation, case .text(let text) = next, text.hasPrefix(" ") else {
                return false
            }
            return FamilyText.words(in: text).first?.hasSuffix("s") == true
        }
    }

    /// The template with a mark before each word that the author chose by a number, which is then
    /// no fault: `{lucky} {lucky|wins|win}`.
    fileprivate var marked: FamilyTemplate {
        var marked = self
        marked.pieces = pieces.map { piece in
            guard case .choice(let count, let one, let many) = piece else { return piece }
            return .choice(
                count: count, one: EnglishFault.chosen + one, many: EnglishFault.chosen + many)
        }
        return marked
    }
}

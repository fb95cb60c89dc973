internal import LyditeCore
internal import LyditeMath

/// Finds mistakes that a family's file can hold, those that the loader refuses among them.
///
/// Rules that only read the file come first and run beside the loader's faults, so that one pass
/// shows all. The others need draws; these are seeded, so a family lints the same everywhere.
package struct FamilyLint {
    /// Enough for shares to be told to a few percent.
    package static let draws = 200

    let family: Family
    private(set) var findings: [LintFinding] = []
    /// What is known of units from elsewhere than the family's own text.
    private(set) var measures: [String: FamilyMeasure] = [:]

    init(_ family: Family) { self.family = family }

    /// The findings of a family without faults, by line.
    package static func check(_ family: Family) -> [LintFinding] {
        findings(family, isComputable: true)
    }

    /// What a lifted family's values can have wrong. Its one wording is its source's, whose
    /// language is not looked at, and its draws were tried when it was lifted.
    package static func checkLifted(_ family: Family) -> [LintFinding] {
        var lint = FamilyLint(family)
        for route in FamilyRoute.all(of: family) { lint.checkValues(route) }
        // Its check is its derivation in one formula, as its proof says.
        return sorted(lint.findings.filter { $0.rule != "same-route" })
    }

    /// Every fault and finding of a file, by line.
    package static func check(path: String, bytes: [UInt8]) -> [LintFinding] {
        let reading = FamilyReader.read(path: path, bytes: bytes)
        let faults = reading.faults.map { LintFinding($0) }
        guard let family = reading.family else { return faults }
        return sorted(faults + findings(family, isComputable: reading.isComputable))
    }

    private static func findings(_ family: Family, isComputable: Bool) -> [LintFinding] {
        var lint = FamilyLint(family)
        lint.checkGivens()
        lint.checkAsks()
        lint.checkWordings()
        lint.checkLiterals()
        lint.checkSteps()
        lint.checkDimensions()
        if isComputable {
            lint.checkMentions()
            for route in FamilyRoute.all(of: family) { lint.checkRoute(route) }
            lint.checkShapes()
        }
        return sorted(lint.findings)
    }

    /// The shapes that the file offers, each as a family of its own. What is wrong with the family
    /// itself is not said again.
    private mutating func checkShapes() {
        let known = Set(findings.map { [$0.rule, String($0.line)] })
        var found: [LintFinding] = []
        for index in family.backward.indices where FamilyReader.canTurn(family) {
            let turned = family.backward(index)
            guard FamilyReader.isNamed(turned) else { continue }
            var lint = FamilyLint(turned)
            lint.measures = FamilyMeasureReader.units(of: family)
            lint.checkWordings()
            lint.checkShape(FamilyRoute.all(of: turned))
            found += lint.findings
        }
        for index in family.distractors.indices {
            let wider = family.distracted(by: index)
            guard FamilyReader.isNamed(wider) else { continue }
            var lint = FamilyLint(wider)
            lint.checkDistractor(family.distractors[index], FamilyRoute(wider, extensionIndex: nil))
            found += lint.findings
        }
        for (index, one) in family.extensions.enumerated() where !one.next.isEmpty {
            let longer = family.extended(by: index)
            guard FamilyReader.isNamed(longer) else { continue }
            var lint = FamilyLint(longer)
            lint.checkShape(Array(FamilyRoute.all(of: longer).dropFirst()))
            lint.checkShapes()
            found += lint.findings
        }
        findings += found.filter { !known.contains([$0.rule, String($0.line)]) }
    }

    private mutating func checkShape(_ routes: [FamilyRoute]) {
        checkGivens()
        checkAsks()
        checkLiterals()
        checkSteps()
        checkDimensions()
        checkMentions()
        for route in routes { checkRoute(route) }
    }

    /// A distractor adds nothing to the derivation, so its text is looked at alone.
    private mutating func checkDistractor(_ one: FamilyDistractor, _ route: FamilyRoute) {
        if one.text.literalText.contains("?") {
            find(
                "several-questions", one.text.line, "the distractor asks a question",
                "tell a fact that the answer does not need")
        }
        guard isSatisfiable(route), let sample = sample(route) else { return }
        checkEnglish(route, sample, of: [one.text])
    }

    /// By line, with each finding once.
    private static func sorted(_ findings: [LintFinding]) -> [LintFinding] {
        var seen: Set<LintFinding> = []
        let once = findings.filter { seen.insert($0).inserted }
        return once.enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }.map(\.element)
    }

    mutating func find(_ rule: String, _ line: Int, _ message: String, _ suggestion: String = "") {
        findings.append(
            LintFinding(
                rule: rule, path: family.path, line: line, message: message,
                suggestion: suggestion))
    }

    /// The rules that need values: nothing can be said of them where none satisfy the conditions.
    private mutating func checkRoute(_ route: FamilyRoute) {
        guard let sample = checkValues(route) else { return }
        checkSlips(route, sample)
        checkEnglish(route, sample)
    }

    /// Instances of the route, once its values were looked at.
    @discardableResult
    private mutating func checkValues(_ route: FamilyRoute) -> [FamilyInstance]? {
        guard isSatisfiable(route) else { return nil }
        checkDivisors(route)
        guard let sample = sample(route) else { return nil }
        checkOverflow(route)
        checkChecks(route, sample)
        checkAnswers(route, sample)
        return sample
    }
}

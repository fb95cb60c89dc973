import LyditeCore
import LyditeMath
import LyditeProblems
import LyditeTransform
import Testing

/// Every transform on every shipped family that has something for it.
struct ShippedTransformTests {
    private static let each = 24

    private static let families: [Family] = ShippedFamilies.paths.compactMap {
        try? ShippedFamilies.load($0)
    }

    private static func row(
        _ family: Family, _ cycle: [[FamilyTransform]], partners: [Family] = []
    ) -> FamilyVariants {
        FamilyVariants(
            shapes: FamilyShapes(family: family, partners: partners), seed: 7,
            recipe: FamilyVariants.Recipe(cycle: cycle))
    }

    @Test(arguments: [
        (FamilyTransform.distract, 10), (.backward, 10), (.unitChange, 4), (.register, 75),
        (.noise, 75),
    ])
    func `a transform works on the shipped library`(transform: FamilyTransform, least: Int) throws {
        var working = 0
        for family in Self.families {
            let variants = Self.row(
                family, [[.numbers, transform], [.numbers, .rephrase, transform]])
            var made = 0
            var judged: [FamilyInstance] = []
            for index in 1...Self.each {
                do throws(TransformError) {
                    guard let one = try variants.variant(at: index) else { continue }
                    made += 1
                    judged.append(one.instance)
                    check(one.variant, one.instance, transform)
                } catch {
                    #expect(
                        error.reason == "not-offered" || error.reason == "no-values", "\(error)")
                    if error.reason == "not-offered" { break }
                }
            }
            if made > Self.each / 2 { working += 1 }
            let found = try IndependentPrograms.disagreements(judged)
            #expect(found.isEmpty, "\(found.prefix(5).joined(separator: "\n"))")
        }
        #expect(working >= least)
    }

    private func check(_ variant: Variant, _ instance: FamilyInstance, _ transform: FamilyTransform)
    {
        let statement = variant.problem.statement
        #expect(variant.lineage.steps.contains { $0.transform == transform.rawValue })
        #expect(NumberScan.numbers(in: statement) == instance.printedNumbers)
        #expect(statement.hasSuffix(instance.parts.ask), "\(statement)")
        #expect(!statement.contains("{") && !statement.contains("  "), "\(statement)")
        if let inverse = instance.family.inverse {
            #expect(instance.answerValue == instance.values[inverse.given.name])
        }
    }

    @Test func `a distractor's number is neither a given nor the answer`() throws {
        for family in Self.families where !family.distractors.isEmpty {
            let variants = Self.row(family, [[.numbers, .distract]])
            let own = Set(family.numberSlots.map(\.name))
            for index in 1...Self.each {
                guard let (_, instance) = try variants.variant(at: index) else { continue }
                let added = instance.numbers.filter { !own.contains($0.key) }.map(\.value)
                let used = instance.numbers.filter { own.contains($0.key) }.map(\.value)
                #expect(Set(added).isDisjoint(with: used + [instance.answerValue]))
            }
        }
    }

    @Test func `noise touches neither numbers nor units nor the question`() throws {
        var changed = 0
        for family in Self.families {
            let variants = Self.row(family, [[.numbers, .noise]])
            for index in 1...4 {
                guard let (variant, instance) = try variants.variant(at: index) else { continue }
                let clean = instance.parts
                let noisy = variant.problem.statement
                #expect(noisy.hasSuffix(" " + clean.ask))
                for unit in FamilyUnit.all {
                    for word in [unit.noun.one, unit.noun.many] {
                        #expect(count(word, noisy) == count(word, clean.facts + " " + clean.ask))
                    }
                }
                if noisy != clean.facts + " " + clean.ask { changed += 1 }
            }
        }
        #expect(changed > 2 * Self.families.count)
    }

    private func count(_ word: String, _ text: String) -> Int {
        text.split { !$0.isLetter }.count { $0 == word }
    }

    @Test func `compositions stay proved up to four parts, and grow`() throws {
        var lengths: [Int: [Int]] = [:]
        var steps: [Int: [Int]] = [:]
        for family in Self.families.prefix(24) {
            let variants = Self.row(
                family,
                [[.numbers]] + (1...3).map { [.numbers] + .init(repeating: .compose, count: $0) },
                partners: Self.families)
            for index in 1...8 {
                do throws(TransformError) {
                    guard let (variant, instance) = try variants.variant(at: index) else {
                        continue
                    }
                    let parts = instance.family.parts
                    #expect((instance.checks + instance.requirements).filter { !$0.holds }.isEmpty)
                    lengths[parts, default: []].append(variant.problem.statement.utf8.count)
                    steps[parts, default: []].append(instance.steps.count)
                } catch {
                    #expect(["no-values", "not-offered"].contains(error.reason), "\(error)")
                }
            }
        }
        func mean(_ values: [Int]?) -> Double {
            Double((values ?? []).reduce(0, +)) / Double(max(1, values?.count ?? 0))
        }
        for parts in 2...4 {
            #expect((lengths[parts]?.count ?? 0) >= 10)
            #expect(mean(lengths[parts]) > mean(lengths[parts - 1]))
            #expect(mean(steps[parts]) > mean(steps[parts - 1]))
        }
    }

    @Test func `the library has a thousand structures and more`() throws {
        var structures: Set<Digest> = []
        for family in Self.families {
            let cycles: [[FamilyTransform]] = [
                [.rephrase], [.addStep], [.numbers, .rephrase, .addStep], [.distract],
                [.numbers, .rephrase, .distract], [.backward], [.unitChange], [.compose],
                [.compose, .compose], [.numbers, .rephrase, .compose],
            ]
            for transforms in cycles {
                let variants = Self.row(family, [transforms], partners: Self.families)
                for index in 1...3 {
                    // What a family has nothing for is counted by the other tests.
                    guard let made = try? variants.variant(at: index) else { break }
                    structures.insert(FamilyStructure.digest(of: made.instance))
                }
            }
        }
        #expect(structures.count >= 1_000)
    }
}

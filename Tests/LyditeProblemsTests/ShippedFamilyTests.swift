import Glibc
import LyditeCore
import LyditeMath
import LyditeProblems
import LyditeTransform
import Testing

/// Every family file of the package, each with hundreds of its variants.
struct ShippedFamilyTests {
    /// LYDITE_VARIANTS asks for more.
    static let count = getenv("LYDITE_VARIANTS").flatMap { Int(String(cString: $0)) } ?? 300

    @Test func `there are families over many topics`() {
        let topics = Set(ShippedFamilies.paths.map { $0.split(separator: "/")[2] })
        #expect(ShippedFamilies.paths.count >= 80)
        #expect(topics.count >= 12)
    }

    @Test(arguments: ShippedFamilies.paths)
    func `the linter finds nothing`(path: String) throws {
        let findings = FamilyLint.check(try ShippedFamilies.load(path))
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test(arguments: ShippedFamilies.paths)
    func `every variant is new, proved and agrees with another computation`(path: String) throws {
        let family = try ShippedFamilies.load(path)
        let variants = FamilyVariants(family: family, seed: 11)
        var digests: Set<Digest> = []
        var statements: Set<String> = []
        var judged: [FamilyInstance] = []
        for index in 0..<Self.count {
            let (variant, instance) = try #require(try variants.variant(at: index))
            #expect(digests.insert(variant.digest).inserted)
            #expect(statements.insert(variant.problem.statement).inserted)
            #expect((instance.checks + instance.requirements).filter { !$0.holds }.isEmpty)
            judged.append(instance)
            checkEnglish(variant.problem.statement, instance)
        }
        #expect(judged.allSatisfy { $0.programFunction != nil })
        let found = try IndependentPrograms.disagreements(judged)
        #expect(found.isEmpty, "\(found.prefix(5).joined(separator: "\n"))")
    }

    @Test(arguments: ShippedFamilies.paths)
    func `every family and extension has a program`(path: String) throws {
        let family = try ShippedFamilies.load(path)
        let program = try #require(family.program)
        let names = [nil] + family.extensions.map(\.name)
        for name in names {
            #expect(program.functions.contains(FamilyProgram.function(extension: name)))
        }
    }

    @Test(arguments: ShippedFamilies.paths)
    func `a thousand variants and more are distinct`(path: String) throws {
        let variants = FamilyVariants(family: try ShippedFamilies.load(path), seed: 1)
        let made = try (0..<1_050).count { try variants.variant(at: $0) != nil }
        #expect(made >= 1_000)
    }

    @Test(arguments: ShippedFamilies.paths)
    func `the original comes first and every other names its parents`(path: String) throws {
        let family = try ShippedFamilies.load(path)
        let variants = FamilyVariants(family: family, seed: 5)
        let source = try #require(try variants.variant(at: 0)).variant
        #expect(source.problem.origin.isReal)
        #expect(source.lineage.steps.isEmpty)
        #expect(source.problem.check == .answer(AnswerCheck(gold: family.original.answer)))
        for index in 1..<30 {
            let (variant, instance) = try #require(try variants.variant(at: index))
            #expect(!variant.problem.origin.isReal)
            #expect(variant.problem.id == "\(family.id)#\(index)")
            #expect(variant.lineage.source == source.digest)
            #expect(variant.lineage.steps.first?.parent == source.digest)
            let names = Set(variant.lineage.steps.map(\.transform))
            #expect(names.contains("add-step") == (instance.extensionIndex != nil))
            // A question turned round has wordings of its own, often fewer.
            if instance.family.inverse == nil {
                #expect(names.contains("rephrase") == (instance.statementIndex != 0))
            }
            let isSame = family.original.numbers.allSatisfy { instance.numbers[$0.key] == $0.value }
            #expect(names.contains("numbers") == !isSame)
        }
    }

    @Test(arguments: [0, 1, 2])
    func `a variant depends on family, seed and index alone`(place: Int) throws {
        let family = try ShippedFamilies.load(ShippedFamilies.paths[place * 7])
        let inOrder = FamilyVariants(family: family, seed: 3)
        let jumping = FamilyVariants(family: family, seed: 3)
        let other = FamilyVariants(family: family, seed: 4)
        let last = try #require(try jumping.variant(at: 60))
        var differing = 0
        for index in 0...60 {
            let one = try #require(try inOrder.variant(at: index))
            let again = try #require(try jumping.variant(at: index))
            #expect(one.variant == again.variant)
            if index == 60 { #expect(one.variant == last.variant) }
            if try other.variant(at: index)?.variant != one.variant { differing += 1 }
        }
        #expect(differing > 40)
    }

    private func checkEnglish(_ statement: String, _ instance: FamilyInstance) {
        #expect(!statement.contains("{") && !statement.contains("}"), "\(statement)")
        #expect(!statement.contains("  "), "\(statement)")
        #expect(statement.hasSuffix("?") || statement.hasSuffix("."), "\(statement)")
        #expect(statement.first?.isUppercase == true, "\(statement)")
        for slot in instance.givens {
            let plain = slot.style.text(instance.numbers[slot.name]!)
            #expect(statement.contains(plain), "\(slot.name) is missing: \(statement)")
        }
        // A point inside a number is none at the end of a word.
        let words = statement.split(separator: " ").map { word in
            String(word.reversed().drop { ",.?;:".contains($0) }.reversed())
        }
        for (number, noun) in zip(words, words.dropFirst()) {
            let isPlural =
                noun.hasSuffix("s") && !["is", "was", "less", "as"].contains(noun)
            if number == "1" { #expect(!isPlural, "\(statement)") }
            if number == "a" {
                #expect(FamilyEnglish.article(before: noun) == "a", "\(statement)")
            }
            if number == "an" {
                #expect(FamilyEnglish.article(before: noun) == "an", "\(statement)")
            }
        }
    }
}

import LyditeCore
import LyditeMath
import LyditeProblems
import LyditeSampling
import LyditeTransform
import Testing

/// Rollouts of the built-in sampler.
struct DerivationSamplerTests {
    private static func instances(_ path: String, _ count: Int) throws -> [FamilyInstance] {
        let variants = FamilyVariants(family: try ShippedFamilies.load(path), seed: 2)
        return try (0..<count).compactMap { try variants.variant(at: $0)?.instance }
    }

    private static func generator(_ path: String, _ index: Int) -> SeededGenerator {
        SeededGenerator(
            seed: 9, parent: Digest(of: Array(path.utf8)), stage: "sample", index: index)
    }

    @Test(arguments: ShippedFamilies.paths)
    func `a solution without a slip is true to the last number`(path: String) throws {
        for (index, instance) in try Self.instances(path, 60).enumerated() {
            var generator = Self.generator(path, index)
            let text = DerivationSampler.rightText(
                instance: instance, index: index, generator: &generator)
            let equations = PlainEquations.all(in: text)
            #expect(equations.count >= instance.steps.count, "\(text)")
            for equation in equations { #expect(equation.holds, "\(equation.text) in\n\(text)") }
            let gold = try #require(instance.gold)
            #expect(
                PlainEquations.lastNumber(in: text) == PlainEquations.lastNumber(in: gold),
                "\(text)")
            #expect(!text.contains("{=") && !text.contains("  "), "\(text)")
        }
    }

    @Test(arguments: ShippedFamilies.paths)
    func `about half of the rollouts end on the right number`(path: String) throws {
        var (right, all) = (0, 0)
        var texts: Set<String> = []
        for (place, instance) in try Self.instances(path, 25).enumerated() {
            for index in 0..<8 {
                var generator = Self.generator(path, place * 8 + index)
                let text = DerivationSampler.text(
                    instance: instance, index: index, generator: &generator)
                all += 1
                texts.insert(text)
                if PlainEquations.lastNumber(in: text)
                    == PlainEquations.lastNumber(in: instance.gold ?? "")
                {
                    right += 1
                }
            }
        }
        #expect((35...65).contains(right * 100 / all), "\(right) of \(all)")
        #expect(texts.count * 100 >= all * 95)
    }

    @Test func `the same generator gives the same text, another gives another`() throws {
        let path = ShippedFamilies.paths[3]
        let instance = try Self.instances(path, 2)[1]
        var texts: Set<String> = []
        for index in 0..<40 {
            var (first, second) = (Self.generator(path, index), Self.generator(path, index))
            let text = DerivationSampler.text(instance: instance, index: index, generator: &first)
            #expect(
                text == DerivationSampler.text(instance: instance, index: index, generator: &second)
            )
            texts.insert(text)
        }
        #expect(texts.count >= 30)
    }

    @Test func `some right answers stand on a wrong equation`() throws {
        var (found, all) = (0, 0)
        for path in ShippedFamilies.paths {
            for (place, instance) in try Self.instances(path, 12).enumerated() {
                for index in 0..<8 {
                    var generator = Self.generator(path, place * 8 + index)
                    let text = DerivationSampler.text(
                        instance: instance, index: index, generator: &generator)
                    all += 1
                    let last = PlainEquations.lastNumber(in: text)
                    guard last == PlainEquations.lastNumber(in: instance.gold ?? "") else {
                        continue
                    }
                    if PlainEquations.all(in: text).contains(where: { !$0.holds }) { found += 1 }
                }
            }
        }
        #expect((4...65).contains(found * 1_000 / all), "\(found) of \(all)")
    }
}

/// The sampler against the math verifier, which knows nothing of it.
struct VerifiedRolloutTests {
    @Test(arguments: ShippedFamilies.paths)
    func `solutions without a slip are judged correct, and no rollout is beyond judging`(
        path: String
    ) throws {
        let variants = FamilyVariants(family: try ShippedFamilies.load(path), seed: 2)
        var (undecided, all) = (0, 0)
        for index in 0..<60 {
            guard let instance = try variants.variant(at: index)?.instance else { continue }
            let gold = try #require(instance.gold)
            var generator = SeededGenerator(
                seed: 1, parent: instance.family.digest, stage: "verified", index: index)
            let right = DerivationSampler.rightText(
                instance: instance, index: index, generator: &generator)
            #expect(Self.verdict(gold, right) == .correct, "\(gold): \(right)")
            let report = EquationChecker.check(Array(right.utf8))
            #expect(report.wrong == 0, "\(right)")
            // gcd(48, 36) = 12 is no arithmetic of school, and is left unread.
            let plain = instance.steps.count { step in
                if case .call = step.value { false } else { true }
            }
            #expect(report.checked >= plain, "\(right)")
            let any = DerivationSampler.text(
                instance: instance, index: index, generator: &generator)
            all += 1
            if case .undecided = Self.verdict(gold, any) { undecided += 1 }
        }
        #expect(undecided * 20 <= all, "\(undecided) of \(all)")
    }

    private static func verdict(_ gold: String, _ response: String) -> Verdict {
        MathChecker.check(
            gold: Array(gold.utf8), response: Array(response.utf8), spec: AnswerSpec(),
            extraction: .full
        ).verdict
    }
}

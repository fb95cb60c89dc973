internal import LyditeCore
internal import LyditeMath

/// The math verifier alone, on rows made from a seed.
enum MathBenchmark {
    private static let rows = 100_000

    @Sendable static func run() async throws -> [Figure] {
        var generator = SeededGenerator(seed: 1, parent: Digest(of: []), stage: "math", index: 0)
        let integers = (0..<1_000).map { _ in Array(String(generator.within(-99_999...99_999)).utf8)
        }
        let fractions = (0..<1_000).map { _ in
            Array("\\frac{\(generator.within(1...99))}{\(generator.within(2...99))}".utf8)
        }
        var answers: [[UInt8]] = []
        let responses = (0..<1_000).map { _ in
            let a = generator.within(2...99)
            let b = generator.within(2...99)
            answers.append(Array(String(a * b + a).utf8))
            return Array(
                ("First we count the boxes on both shelves and multiply them.\n\(a) * \(b) = \(a * b) boxes.\n"
                    + "Then we add the \(a) that were left: \(a * b) + \(a) = \(a * b + a).\nThe answer is \\boxed{\(a * b + a)}.")
                    .utf8)
        }
        return [
            measure("math/integers") {
                MathChecker.check(gold: integers[$0], pred: integers[$0 / 2], spec: .plain).verdict
            },
            measure("math/fractions") {
                MathChecker.check(gold: fractions[$0], pred: fractions[$0 / 2], spec: .plain)
                    .verdict
            },
            measure("math/responses") {
                MathChecker.check(
                    gold: answers[$0], response: responses[$0], spec: .plain, extraction: .full
                ).verdict
            },
            measure("math/equations") { index in
                EquationChecker.check(responses[index]).wrong == 0
                    ? .correct : .incorrect(.wrongAnswer)
            },
        ]
    }

    private static func measure(_ name: String, _ check: (Int) -> Verdict) -> Figure {
        var correct = 0
        let began = CPUTime.seconds
        for row in 0..<rows where check(row % 1_000) == .correct { correct += 1 }
        let seconds = CPUTime.seconds - began
        precondition(correct > 0, "\(name) measured nothing but failures")
        return Figure(name, Double(rows) / seconds, "rows a CPU second")
    }
}

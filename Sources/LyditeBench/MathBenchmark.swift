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
        let solutions = (0..<1_000).map { _ in
            solution(generator.within(2...99), generator.within(2...99))
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
                    gold: solutions[$0].answer, response: solutions[$0].response, spec: .plain,
                    extraction: .full
                ).verdict
            },
            measure("math/equations") { index in
                EquationChecker.check(solutions[index].response).wrong == 0
                    ? .correct : .incorrect(.wrongAnswer)
            },
        ]
    }

    /// A response of two steps, with the right answer to it.
    private static func solution(_ a: Int, _ b: Int) -> (response: [UInt8], answer: [UInt8]) {
        let text =
            "First we count the boxes on both shelves and multiply them.\n\(a) * \(b) = \(a * b) boxes.\n"
            + "Then we add the \(a) that were left: \(a * b) + \(a) = \(a * b + a).\n"
            + "The answer is \\boxed{\(a * b + a)}."
        return (Array(text.utf8), Array(String(a * b + a).utf8))
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

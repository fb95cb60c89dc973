internal import LyditeCore
internal import LyditeMath

/// The math verifier alone, on rows made from a seed.
enum MathBenchmark {
    private static let rows = 100_000
    /// Rows of each kind for a peer that is thousands of times slower.
    private static let peerRows = 200

    static func run(_ options: Benchmark.Options) async throws -> [Figure] {
        var generator = SeededGenerator(seed: 1, parent: Digest(of: []), stage: "math", index: 0)
        let integers = (0..<1_000).map { _ in Array(String(generator.within(-99_999...99_999)).utf8)
        }
        let fractions = (0..<1_000).map { _ in
            Array("\\frac{\(generator.within(1...99))}{\(generator.within(2...99))}".utf8)
        }
        let solutions = (0..<1_000).map { _ in
            solution(generator.within(2...99), generator.within(2...99))
        }
        let generated = [
            measure("math/integers", atLeast: 1_000_000) {
                MathChecker.check(gold: integers[$0], pred: integers[$0 / 2], spec: .plain).verdict
            },
            measure("math/fractions") {
                MathChecker.check(gold: fractions[$0], pred: fractions[$0 / 2], spec: .plain)
                    .verdict
            },
            measure("math/responses", atLeast: 400_000) {
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
        let alike =
            fractions.prefix(peerRows).map { fraction in
                MathVerifyPeer.Row(
                    kind: "math/fractions", gold: fraction, answer: [0x24] + fraction + [0x24])
            }
            + solutions.prefix(peerRows).map { solution in
                MathVerifyPeer.Row(
                    kind: "math/responses", gold: solution.answer, answer: solution.response)
            }
        return generated + (try ratios(generated, alike, options))
            + (try RowTimes.figures(options.rows))
    }

    /// How many times as many rows a CPU second as Math-Verify checks on the same.
    private static func ratios(
        _ figures: [Figure], _ rows: [MathVerifyPeer.Row], _ options: Benchmark.Options
    ) throws -> [Figure] {
        guard let rates = try MathVerifyPeer.rates(of: rows, python: options.python) else {
            options.note(
                "\(options.python) has no Math-Verify, so no ratio is measured; "
                    + "install it there (pip install math-verify), or name another with --python")
            return []
        }
        return figures.compactMap { figure in
            rates[figure.name].map {
                Figure(
                    figure.name + "-math-verify-ratio", figure.value / $0,
                    "times the rows of Math-Verify", bound: .atLeast(20))
            }
        }
    }

    /// A response of about 1 KiB and twelve equations, with the right answer to it.
    private static func solution(_ a: Int, _ b: Int) -> (response: [UInt8], answer: [UInt8]) {
        let steps = (1...10).map { shelf in
            "Step \(shelf). Shelf \(shelf) holds \(a) rows of \(shelf + 1) boxes each, and so it"
                + " holds \(a) * \(shelf + 1) = \(a * (shelf + 1)) boxes in all.\n"
        }
        let text =
            steps.joined()
            + "The shelves together hold \(a) * 65 = \(a * 65) boxes, and with the \(b) boxes on the"
            + " floor that makes \(a * 65) + \(b) = \(a * 65 + b).\nThe answer is"
            + " \\boxed{\(a * 65 + b)}."
        return (Array(text.utf8), Array(String(a * 65 + b).utf8))
    }

    private static func measure(
        _ name: String, atLeast least: Double? = nil, _ check: (Int) -> Verdict
    ) -> Figure {
        var correct = 0
        let began = CPUTime.seconds
        for row in 0..<rows where check(row % 1_000) == .correct { correct += 1 }
        let seconds = CPUTime.seconds - began
        precondition(correct > 0, "\(name) measured nothing but failures")
        return Figure(
            name, Double(rows) / seconds, "rows a CPU second",
            bound: least.map { .atLeast($0) }, better: .more)
    }
}

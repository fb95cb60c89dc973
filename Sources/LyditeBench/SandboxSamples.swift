internal import LyditeCore

/// Programs of the size of a HumanEval problem.
enum SandboxSamples {
    static let right = """
        from typing import List


        def close_pairs(numbers: List[float], gap: float) -> int:
            \"\"\"How many pairs of numbers are nearer to each other than the gap.\"\"\"
            count = 0
            for i, first in enumerate(numbers):
                for second in numbers[i + 1:]:
                    if abs(first - second) < gap:
                        count += 1
            return count

        """

    static let wrong = right.replacing("count += 1", with: "count += 2")

    private static let cases: [(numbers: [Double], gap: Double, count: Int)] = [
        ([1, 2, 3.9, 4, 5, 2.2], 0.3, 2), ([1, 2, 3.9, 4, 5, 2.2], 0.05, 0),
        ([1, 2, 5.9, 4, 5], 0.95, 1), ([1, 2, 5.9, 4, 5], 0.8, 0), ([1, 2, 3, 4, 5, 2], 0.1, 1),
        ([1.1, 2.2, 3.1, 4.1, 5.1], 1, 2), ([1.1, 2.2, 3.1, 4.1, 5.1], 0.5, 0),
    ]

    /// Definition and assertions in one file, as a harness would run it.
    static let file =
        right + "\n\ndef check(candidate):\n"
        + cases.map { "    assert candidate(\($0.numbers), \($0.gap)) == \($0.count)\n" }.joined()
        + "\n\ncheck(close_pairs)\n"

    static let check = Check.function(
        FunctionCheck(
            language: "python", entryPoint: "close_pairs",
            cases: cases.map {
                FunctionCheck.Case(
                    arguments: [.list($0.numbers.map { .float($0) }), .float($0.gap)],
                    expected: .integer(Int64($0.count)))
            }))

    /// Leaves children and files, and says when it ended.
    static let leftovers = """
        import os, time
        for i in range(8):
            open(f'/box/{i}', 'wb').write(bytes(1 << 20))
        for i in range(20):
            if os.fork() == 0:
                time.sleep(60)
        os.write(1, repr(time.clock_gettime(time.CLOCK_MONOTONIC)).encode())
        os._exit(0)

        """
}

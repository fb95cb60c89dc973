import LyditeCore
import LyditeMath
import Testing

struct ExtractionTests {
    private func answer(_ text: String, _ mode: ExtractionMode = .full) -> String? {
        let bytes = Array(text.utf8)
        let extraction = MathChecker.extract(response: bytes, mode: mode)
        guard extraction.outcome == .found else { return nil }
        return String(decoding: bytes[extraction.range], as: UTF8.self)
    }

    @Test(arguments: [
        "", "   ", "Let me think about it.", "First 3, then 4, then 5", "The answer is not 7.",
        "<think>The answer is 7.</think>", "We compute 4*4 and then", "\\boxed{1", "x2 is it",
        "Add 3 and 4 to get", "```python\nprint(7)\n```",
    ])
    func `a response without an answer has none`(text: String) { #expect(answer(text) == nil) }

    @Test(arguments: [
        "The answer isn't 5.", "The answer cannot be 5", "It can't be 5.",
        "Is the answer 5? I don't know.", "If the answer is 5 then we have a contradiction.",
        "Suppose x = 5.", "x = 5 is not a solution", "Thus it is false that x = 5.",
        "The wrong answer is 5", "A common incorrect answer is 5", "Thus $x=5$ is wrong.",
        "So 2 < x < 5.", "So ab > 5", "The answer must be different from 5.", "5 is too small.",
        "I first got 60 km/h but that is wrong.", "It is definitely not x = 5.", "5 fails.",
        "La respuesta no es 5.", "La réponse n'est pas 5.", "Ответ не 5.", "答案不是5。",
        "答案是5吗？", "答えは5ではない。", "정답은 5가 아니다.", "الجواب ليس 5", "The side is \\sqrt{5}.",
        "5x", "|5|", "-(5)", "print(5)", "It is not \\$5",
    ])
    func `what is denied, supposed or asked is no answer`(text: String) {
        #expect(answer(text) == nil)
    }

    @Test(arguments: [
        "The answer is 5 times 3", "The answer is 5 squared, of course", "The answer is 5 cubed.",
        "The answer is 5 more than x", "The answer is 5 out of 6 parts", "The answer is 5 to 6 of",
        "The answer is 5 hundredths.", "The answer is 5 eighths", "The answer is 5 lakh.",
        "So x > 5.", "So x ≥ 5", "The answer is 5 or more, I think",
    ])
    func `a part of something longer is not the answer`(text: String) {
        let verdict = MathChecker.check(
            gold: Array("5".utf8), response: Array(text.utf8), spec: .plain, extraction: .full)
        #expect(verdict.verdict.name != "correct")
    }

    @Test(arguments: [
        ("If we add them, we get 5.", "5"), ("The answer is 5 times.", "5 times."),
        ("The answer is 5 to the nearest unit", "5"), ("So x > 5.", "x > 5"), ("So x ≠ 5", "x ≠ 5"),
        ("He has 5 more than Ann.", "5"), ("It is not 4 but 5.", "5"), ("**B**", "B"),
        ("The correct option is B.", "B"), ("The correct choice is (C)", "(C)"),
        ("The arrow x -> 5", "5"),
        ("It takes 5s", "5s"),
        ("So x != 5", "x != 5"),
    ])
    func `what looks like a denial or a part is read`(text: String, expected: String) {
        #expect(answer(text) == expected)
    }

    @Test(arguments: ["\\boxed{1} \\boxed{2}", "\\boxed{x} and \\boxed{y}", "\\fbox{3} \\boxed{4}"])
    func `different boxes are several answers`(text: String) {
        #expect(MathChecker.extract(response: Array(text.utf8)).outcome == .multiple)
    }

    @Test(arguments: [
        ("so \\boxed{\\frac{1}{2}}.", "\\frac{1}{2}", "box"), ("a } stray, \\boxed{7}", "7", "box"),
        ("\\boxed{7}}", "7", "box"), ("\\boxed{3} then \\boxed{3.0}", "3.0", "box"),
        ("text\n#### 1,200\n", "1,200", "hash"),
        ("#### Step 1\nThe answer is 4.", "4.", "statement"),
        ("The final answer is $\\frac{3}{4}$. I hope so.", "$\\frac{3}{4}$.", "statement"),
        ("The answer is 72 because 70 + 2 is.", "72", "statement"),
        ("Answer: B", "B", "statement"), ("{\"answer\": \"12 cm\"}", "12 cm", "json"),
        ("<answer>9</answer>", "9", "tag"),
        ("It costs 4 + 5 = 9 dollars.", "9 dollars.", "conclusion"),
        ("There are 12 apples left.", "12 apples", "conclusion"),
        ("**Total: 72**", "72", "conclusion"), ("\\[ x = 5 \\]", "5", "conclusion"),
    ])
    func `the rules find what is stated`(text: String, expected: String, source: String) {
        #expect(answer(text) == expected)
        #expect(MathChecker.extract(response: Array(text.utf8)).source?.rawValue == source)
    }

    @Test func `strict extraction stops before the conclusion`() {
        #expect(answer("There are 12 apples left.", .strict) == nil)
        #expect(answer("The answer is 12.", .strict) == "12.")
    }
}

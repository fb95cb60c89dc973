import LyditeCore
import LyditeVerify
import Testing

@Suite(.enabled(if: Support.canRun, "lydite-keeper is not built"))
struct LanguageTests {
    @Test(arguments: [
        (
            "c",
            "#include <stdio.h>\nint main(void) { int a, b; scanf(\"%d %d\", &a, &b); printf(\"%d\\n\", a + b); }",
            "correct"
        ),
        ("c", "int main(void) { return 1 }", "incorrect:compile-error"),
        ("c", "int main(void) { int *p = 0; return *p; }", "incorrect:runtime-error"),
        (
            "cpp",
            "#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a - b << '\\n'; }",
            "incorrect:wrong-answer"
        ),
        (
            "javascript",
            "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number)\nconsole.log(a + b)",
            "correct"
        ),
        ("bash", "read a b\necho $((a + b))", "correct"),
    ])
    func `whole programs are judged in every language of a profile`(
        language: String, program: String, verdict: String
    ) async {
        let cases = [
            ProgramCheck.Case(input: "1 2\n", output: "3\n"),
            ProgramCheck.Case(input: "4 5\n", output: "9\n"),
        ]
        let check = Check.program(
            ProgramCheck(
                language: language, cases: cases,
                limits: Limits(cpu: .seconds(5), wall: .seconds(20))))
        let judgement = await Support.verifier.judge(check, program: program)
        if judgement.verdict == .undecided(.unsupported) {
            return print("\(language): \(judgement.detail ?? "")")
        }
        if language == "c", verdict == "incorrect:compile-error" {
            #expect(judgement.evidence["firstFailed"]?["line"] == 1)
        }
        #expect(
            judgement.verdict.code == verdict,
            "\(judgement.detail ?? "") \(judgement.evidence.text)")
    }
}

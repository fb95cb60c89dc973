import LyditeSampling
import LyditeVerify
import Testing

struct CandidateReaderTests {
    @Test(arguments: [
        "I do not know.", "", "The answer is 5.", "```json\n{\"a\": 1}\n```",
        "<think>def f(): pass", "```python\n\n```",
        "<think>\n```python\ndef f(): pass\n```\n</think>\nNo idea.",
    ])
    func `text without a program gives none`(text: String) {
        #expect(CandidateReader.program(in: text, language: "python", entryPoint: "f") == nil)
    }

    @Test(arguments: [
        ("```python\ndef f():\n    return 1\n```", "def f():\n    return 1\n"),
        ("Sure!\n\n```py\ndef f(): return 1\n```\nIt prints\n```\n1\n```", "def f(): return 1\n"),
        (
            "```python\ndef f(): return 1\n```\nusage\n```python\nprint(f())\n```",
            "def f(): return 1\n"
        ),
        (
            "```python\ndef f(): return 1\n```\nbetter\n```python\ndef f(): return 2\n```",
            "def f(): return 2\n"
        ),
        ("```\ndef f(): return 1\n```", "def f(): return 1\n"),
        ("~~~python\ndef f():\n    \"\"\"```\"\"\"\n~~~", "def f():\n    \"\"\"```\"\"\"\n"),
        ("1. So:\n   ```python\n   def f():\n       return 1\n   ```", "def f():\n    return 1\n"),
        ("```python\ndef f(): return 1", "def f(): return 1\n"),
        (
            "<think>\n```python\ndef f(): return 0\n```\n</think>\n```python\ndef f(): return 1\n```",
            "def f(): return 1\n"
        ),
        ("import math\n\ndef f(): return 1\n", "import math\n\ndef f(): return 1\n"),
        ("n = int(input())\nprint(n)", "n = int(input())\nprint(n)"),
        (
            "```python\nclass Solution:\n    def f(self): pass\n```\n```bash\npython a.py\n```",
            "class Solution:\n    def f(self): pass\n"
        ),
    ])
    func `the program is taken out of the response`(text: String, program: String) {
        #expect(CandidateReader.program(in: text, language: "python", entryPoint: "f") == program)
    }

    @Test func `labels follow the language`() {
        let text = "```python\nx = 1\n```\n```js\nlet x = 1\n```\n```c++\nint x;\n```"
        #expect(CandidateReader.program(in: text, language: "javascript") == "let x = 1\n")
        #expect(CandidateReader.program(in: text, language: "cpp") == "int x;\n")
        #expect(CandidateReader.program(in: text, language: "bash") == nil)
    }

    @Test(arguments: [
        "def f(x):\n    return 2*x", "def f(x):\n    return 2*x\n",
        "def f(x):\n    \"\"\"\n```\nx\n```\n    \"\"\"\n    return x\n", "s = '````'\n",
    ])
    func `what the built-in sampler fences is read back whole`(program: String) {
        let text =
            "Here it is:\n\n" + ProgramSampler.block(program, language: "python") + "\nDone.\n"
        let whole = program.hasSuffix("\n") ? program : program + "\n"
        #expect(CandidateReader.program(in: text, language: "python", entryPoint: "f") == whole)
    }
}

import Foundation
import Support
import Testing

/// Real problems in their official form with programs as models write them. The problems are excerpts of
/// openai/human-eval (HumanEval/23, MIT licence) and google-research/mbpp (task 234, CC-BY-4.0); the programs are ours.
struct RecordedProgramTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let humanEval = #"""
        {"task_id":"HumanEval/23","entry_point":"strlen","prompt":"\n\ndef strlen(string: str) -> int:\n    \"\"\" Return length of given string\n    >>> strlen('')\n    0\n    >>> strlen('abc')\n    3\n    \"\"\"\n","canonical_solution":"    return len(string)\n","test":"\n\nMETADATA = {\n    'author': 'jt',\n    'dataset': 'test'\n}\n\n\ndef check(candidate):\n    assert candidate('') == 0\n    assert candidate('x') == 1\n    assert candidate('asdasnakj') == 9\n"}
        """#
    private static let mbpp = #"""
        {"task_id":234,"text":"Write a function to find the volume of a cube.","code":"def volume_cube(l):\n  volume = l * l * l\n  return volume","test_list":["assert volume_cube(3)==27","assert volume_cube(2)==8","assert volume_cube(5)==125"],"test_setup_code":"","challenge_test_list":[]}
        """#
    private static let recorded = #"""
        {"problem":"HumanEval/23","solution":"def strlen(string):\n    return sum(1 for _ in string)\n","model":"a"}
        {"problem":"HumanEval/23","text":"Count them:\n\n```python\ndef strlen(string):\n    return len(string) or 1\n```\nDone.","model":"b"}
        {"problem":"HumanEval/23","solution":"import os\nos._exit(0)\n","model":"c"}
        {"problem":"HumanEval/23","text":"I would rather not.","model":"d"}
        {"problem":"MBPP/234","solution":"def volume_cube(l):\n    return l ** 3\n","model":"a"}
        {"problem":"MBPP/234","solution":"def volume_cube(l):\n    return l * 9\n","model":"b"}
        """#

    private func importRows(_ format: String, _ row: String) throws -> String {
        let rows = try folder.write(row + "\n", as: format + ".jsonl")
        let out = folder.path + "/" + format + "-problems.jsonl"
        let result = try Program.lydite(["import", format, rows, "--out", out])
        #expect(result.code == 0, "\(result.errors)")
        return out
    }

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: "/usr/bin/python3"), "Python is not here"))
    func `official problems and recorded programs run to verdicts and pairs`() throws {
        let problems = [
            try importRows("humaneval", Self.humanEval), try importRows("mbpp", Self.mbpp),
        ]
        let recorded = try folder.write(Self.recorded + "\n", as: "recorded.jsonl")
        let result = try Program.lydite(
            ["run"] + problems + [
                "--recorded", recorded, "--out", folder.path + "/out", "--json", "--isolation",
                "best",
            ])
        #expect(result.code == 0, "\(result.errors)")
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(
            report["traces"] as? [String: Int] == ["correct": 2, "incorrect": 4, "undecided": 0])
        let faults = try #require(report["incorrectBy"] as? [String: Int])
        #expect(faults == ["wrong-answer": 2, "no-answer": 1, "protocol-violation": 1])
        #expect(try #require(report["pairs"] as? Int) >= 2)
        #expect(["full", "no-cgroup"].contains(report["isolation"] as? String))
    }
}

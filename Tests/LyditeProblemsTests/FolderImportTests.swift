import Foundation
import LyditeCore
import LyditeFiles
import LyditeProblems
import Testing

/// Packages of other judges, whole and hostile.
struct FolderImportTests {
    /// A folder with files in folders, removed with the value.
    private final class Package {
        let path = NSTemporaryDirectory() + "lydite-package-" + UUID().uuidString

        init(_ files: [String: String]) throws {
            for (name, text) in files { try write(name, text) }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func write(_ name: String, _ text: String) throws {
            let url = URL(fileURLWithPath: path + "/" + name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }

        func link(_ name: String, to target: String) throws {
            try FileManager.default.createSymbolicLink(
                atPath: path + "/" + name, withDestinationPath: target)
        }
    }

    private func imported(
        _ format: ImportFormat, _ package: Package
    ) throws -> (problems: [ImportedProblem], faults: [String]) {
        var importer = FolderImporter(format: format)
        let problems = try importer.problems(in: package.path)
        return (problems, importer.faults.map(\.description))
    }

    private static let kattis = [
        "problem.yaml": "name: Twice\nlicense: cc by\nvalidator_flags: float_tolerance 1e-4\n",
        "problem_statement/problem.en.md": "Print twice the number.\n",
        "data/sample/1.in": "2\n", "data/sample/1.ans": "4\n",
        "data/secret/a.in": "3\n", "data/secret/a.ans": "6\n",
        "data/secret/group/b.in": "5\n", "data/secret/group/b.ans": "10\n",
        "submissions/accepted/a.cpp": "int main() {}\n",
        "submissions/accepted/b.py": "print(2 * float(input()))\n",
        "submissions/wrong_answer/c.py": "print(3)\n",
        "submissions/run_time_error/d.py": "1 / 0\n",
    ]

    @Test func `a Kattis package becomes a problem with labelled programs`() throws {
        let (problems, faults) = try imported(.kattis, try Package(Self.kattis))
        #expect(faults.isEmpty)
        let made = try #require(problems.first)
        guard case .program(let check) = made.problem.check else {
            Issue.record("not a program")
            return
        }
        #expect(check.cases.map(\.output) == ["4\n", "6\n", "10\n"])
        #expect(check.language == "python" && made.problem.reference?.hasPrefix("print(2") == true)
        #expect(check.compare.tokens && check.compare.absolute == 1e-4)
        #expect(!made.statesLimits && made.problem.origin.licence == "cc by")
        #expect(
            made.programs.map { $0.expected } == [
                "correct", "correct", "incorrect:runtime-error", "incorrect:wrong-answer",
            ])
    }

    @Test(
        arguments: [
            (["problem.yaml": "name: T\nvalidation: custom\n"], "problem.yaml:2: validation"),
            (["problem.yaml": "type: interactive\n"], "problem.yaml:1: a problem of type"),
            (
                ["problem.yaml": "name: T\nvalidator_flags: float_tolerance x\n"],
                "problem.yaml:2: float_tolerance"
            ),
            (["problem.yaml": "a: [\n"], "problem.yaml:"),
            (["data/secret/x.in": "1\n"], "data/secret/x.in:1: there is no x.ans"),
            (["problem_statement/problem.en.md": "\u{0}"], ""),
        ] as [([String: String], String)])
    func `a fault of a Kattis package has its file and line`(
        changed: [String: String], fault: String
    ) throws {
        let package = try Package(Self.kattis.merging(changed) { $1 })
        let faults = try imported(.kattis, package).faults
        #expect(fault.isEmpty || faults.contains { $0.contains(fault) }, "\(faults)")
    }

    @Test func `a hostile package is read no further than its own plain files`() throws {
        let package = try Package(Self.kattis)
        try package.link("data/secret/z.in", to: "/etc/passwd")
        try package.write("data/secret/z.ans", "0\n")
        try package.link("data/secret/zz", to: "/etc")
        try package.link("submissions/accepted/e.py", to: "/etc/hostname")
        let (problems, faults) = try imported(.kattis, package)
        #expect(faults.contains { $0.contains("z.in") && $0.contains("is a link") }, "\(faults)")
        let texts = problems.first?.programs.map(\.text) ?? []
        #expect(texts.count == 4)
        guard case .program(let check)? = problems.first?.problem.check else { return }
        #expect(!check.cases.contains { $0.input.contains("root:") })

        let dmoj = try Package([
            "init.yml":
                "test_cases:\n- {in: ../../etc/passwd, out: a}\n- {in: /etc/passwd, out: a}\n",
            "a": "1", "problem.md": "S",
        ])
        let found = try imported(.dmoj, dmoj)
        #expect(found.problems.isEmpty && found.faults.count == 2)
        #expect(found.faults.allSatisfy { $0.contains("leads out of") }, "\(found.faults)")
    }

    @Test func `a file over its bound is refused by its size`() throws {
        let package = try Package(["big": String(repeating: "x", count: 5000)])
        let folder = BoundedFolder(package.path)
        #expect(throws: FileError.tooLarge(path: package.path + "/big", maximumBytes: 4999)) {
            try folder.bytes("big", maximumBytes: 4999)
        }
        #expect(try folder.bytes("big", maximumBytes: 5000).count == 5000)
        for name in ["", "..", "a/../big", "/big", "./big", "a//b", "big\u{0}"] {
            #expect(throws: FileError.self) { try folder.bytes(name, maximumBytes: 10_000) }
        }
    }

    @Test func `a DMOJ folder becomes a problem, with batches and a checker`() throws {
        let yaml = """
            checker: {name: floats, args: {precision: 4}}
            test_cases:
            - {in: 1.in, out: 1.out, points: 1}
            - points: 5
              batched:
              - {in: 2.in, out: 2.out}
            """
        let files = [
            "init.yml": yaml, "1.in": "1\n", "1.out": "2\n", "2.in": "2\n", "2.out": "4\n",
            "problem.md": "Double it.", "solution.py": "print(2 * int(input()))\n",
        ]
        let (problems, faults) = try imported(.dmoj, try Package(files))
        #expect(faults.isEmpty)
        guard case .program(let check)? = problems.first?.problem.check else {
            Issue.record("no problem")
            return
        }
        #expect(check.cases.map(\.input) == ["1\n", "2\n"])
        #expect(check.compare.tokens && abs((check.compare.absolute ?? 1) - 1e-4) < 1e-12)

        for (change, fault) in [
            ("archive: x.zip", "init.yml:1: \"archive\" is not supported"),
            ("checker: magic", "the checker \"magic\" is not supported"),
            ("test_cases: 3", "\"test_cases\" must list the cases"),
        ] {
            let faults = try imported(.dmoj, try Package(["init.yml": change + "\n"])).faults
            #expect(faults.contains { $0.contains(fault) }, "\(faults)")
        }
    }

    @Test func `a QuixBugs folder gives correct and buggy programs`() throws {
        let package = try Package([
            "correct_python_programs/double.py": "def double(x):\n    return x + x\n",
            "python_programs/double.py":
                "def double(x):\n    return x\n\n\"\"\"\nDouble\n\nInput:\n    x: a number\n\"\"\"\n",
            "json_testcases/double.json": "[[2], 4]\n[3, 6]\n{oops\n",
            "correct_python_programs/graph.py": "def graph(n):\n    return n\n",
        ])
        let (problems, faults) = try imported(.quixbugs, package)
        #expect(faults.count == 2)
        #expect(faults.contains { $0.contains("double.json:3: no [input, output]") })
        #expect(faults.contains { $0.contains("graph.py:1: no json_testcases") })
        guard case .tests(let check)? = problems.first?.problem.check else {
            Issue.record("no problem")
            return
        }
        #expect(check.tests == ["assert double(2) == 4", "assert double(3) == 6"])
        #expect(problems[0].problem.statement.contains("x: a number"))
        #expect(problems[0].programs.map(\.expected) == ["correct", "incorrect"])
    }
}

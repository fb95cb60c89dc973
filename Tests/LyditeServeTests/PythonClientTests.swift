import Foundation
import Support
import Testing

/// The Python package, by its own tests. `LYDITE_PYTHON` names an interpreter that has TRL and verl; without them
/// their tests say that they are skipped.
@Suite(.serialized)
struct PythonClientTests {
    @Test(arguments: ["test_client", "test_trainers"])
    func `the tests in Python pass`(module: String) async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let python = ProcessInfo.processInfo.environment["LYDITE_PYTHON"] ?? "python3"
        process.arguments = [python, "-m", "unittest", "-v", module]
        process.currentDirectoryURL = URL(
            fileURLWithPath: Project.root + "/Tests/LyditeServeTests/Python")
        var environment = ProcessInfo.processInfo.environment
        environment["LYDITE_PROGRAM"] = Project.products + "/lydite"
        environment["PYTHONPATH"] = Project.root + "/Sources/Clients/python"
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        process.environment = environment
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        for line in text.split(separator: "\n") where line.contains("skipped") { print(line) }
        #expect(process.terminationStatus == 0, "\(text.suffix(4000))")
    }
}

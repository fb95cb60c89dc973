import Foundation

/// The stub server of `endpoint_stub.py`, for one test; ends with the value.
package final class EndpointStub: Sendable {
    package let port: Int
    private let number: pid_t

    /// - Parameter options: Those of the script: its faults, latency and texts.
    package init(_ options: [String] = []) throws {
        let words = ["python3", Project.root + "/Tests/Support/endpoint_stub.py"]
        let output = try Self.output(words + options + ["--background", "1800"])
        let numbers = output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        guard numbers.count == 2 else { throw CocoaError(.featureUnsupported) }
        port = numbers[0]
        number = pid_t(numbers[1])
    }

    deinit { kill(number, SIGKILL) }

    package var url: String { "http://127.0.0.1:\(port)/v1" }

    /// What the stub has served, as `GET /stats` tells it.
    package func stats() throws -> [String: Any] {
        let output = try Self.output([
            "python3", "-c",
            "import urllib.request as r;print(r.urlopen('http://127.0.0.1:\(port)/stats').read().decode())",
        ])
        return try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
    }

    private static func output(_ words: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    package func count(_ key: String) throws -> Int { try stats()[key] as? Int ?? -1 }
}

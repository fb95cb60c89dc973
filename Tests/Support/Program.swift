package import Foundation

/// The built `lydite`, run as a user runs it.
package struct Program {
    package struct Result: Sendable {
        package var code: Int32
        package var output: String
        package var errors: String
    }

    /// Runs `lydite` with arguments, without a cache where no other is named.
    package static func lydite(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Result {
        let process = try start(arguments, environment: environment)
        let stdin = try require(process.standardInput as? Pipe)
        let stdout = try require(process.standardOutput as? Pipe)
        let stderr = try require(process.standardError as? Pipe)
        let errors = Reader(stderr)
        let output = Reader(stdout)
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        process.waitUntilExit()
        return Result(code: process.terminationStatus, output: output.text, errors: errors.text)
    }

    /// Starts `lydite` and leaves it running.
    package static func start(_ arguments: [String], environment: [String: String] = [:]) throws
        -> Process
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Project.products + "/lydite")
        process.arguments = arguments
        // Verdicts of earlier runs would hide what a test is about.
        process.environment = ProcessInfo.processInfo.environment
            .merging(["LYDITE_CACHE": ""]) { $1 }.merging(environment) { $1 }
        process.standardInput = Pipe()
        process.standardOutput = Pipe()
        process.standardError = Pipe()
        try process.run()
        return process
    }

    /// Runs a line of shell and gives its exit status.
    package static func shell(_ line: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private static func require<T>(_ value: T?) throws -> T {
        guard let value else { throw CocoaError(.featureUnsupported) }
        return value
    }

    /// Drains a pipe on a thread of its own, so that no amount of output can block the program.
    private final class Reader: @unchecked Sendable {
        // The group orders the one write before every read.
        private var data = Data()
        private let group = DispatchGroup()

        init(_ pipe: Pipe) {
            let handle = pipe.fileHandleForReading
            DispatchQueue.global().async(group: group) { self.data = handle.readDataToEndOfFile() }
        }

        var text: String {
            group.wait()
            return String(decoding: data, as: UTF8.self)
        }
    }
}

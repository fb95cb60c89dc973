import Foundation

/// Places that tests look things up in.
package enum Project {
    /// The folder that holds Package.swift.
    package static let root: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }()

    /// Where the built programs are: beside the test bundle.
    package static let products: String = {
        let executable =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let arguments = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? executable
        return URL(fileURLWithPath: arguments).deletingLastPathComponent().path
    }()

    /// Real data beside the project; nil where it is absent, and tests that need it are skipped.
    package static let shared: String? = {
        let folder = ProcessInfo.processInfo.environment["LYDITE_SHARED"] ?? root + "/../shared"
        return FileManager.default.fileExists(atPath: folder + "/data/README.md") ? folder : nil
    }()

    package static let isRoot = getuid() == 0
}

internal import LyditeCore
internal import LyditeSandbox

/// A program that a request wants to be run.
struct ProgramRequest: Sendable {
    var language: String
    var source: [UInt8]
    var input: [UInt8] = []
    var arguments: [String] = []
    var files: [SandboxFile] = []
    var limits = Limits.exec
    /// Gets what the program leaves; nil where nobody asked.
    var left: LeftFiles?
}

internal import Glibc
internal import LyditeFiles

/// The program's own streams: data to standard output, everything else to standard error.
enum Terminal {
    static let isErrorTerminal = isatty(2) == 1

    static func print(_ text: String) throws(FileError) {
        try FileOutput.write(Array((text + "\n").utf8), to: 1, path: "standard output")
    }

    static func write(_ bytes: [UInt8]) throws(FileError) {
        try FileOutput.write(bytes, to: 1, path: "standard output")
    }

    /// Standard error is where failures are told; when it is gone there is nobody left to tell.
    static func note(_ text: String) {
        try? FileOutput.write(Array((text + "\n").utf8), to: 2, path: "standard error")
    }

    static func raw(_ text: String) {
        try? FileOutput.write(Array(text.utf8), to: 2, path: "standard error")
    }

    static func fail(_ text: String) { note("lydite: " + text) }
}

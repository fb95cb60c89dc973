internal import Glibc
internal import LyditeCore

/// Runs a program of the machine to its end.
enum HelperProgram {
    /// The status of a program that is not there, or that says so of what it needs.
    static let absent: Int32 = 69

    /// The exit status; ``absent`` where the program cannot be started.
    static func run(_ words: [String]) -> Int32 {
        let pid: pid_t
        do {
            pid = try ChildProcess.start(
                "/usr/bin/env", ["env"] + words, descriptors: [], isBare: false,
                hasOwnGroup: false)
        } catch {
            return absent
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            guard errno == EINTR else { return 1 }
        }
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128
        // What env says of a program that is not there.
        return code == 127 || code == 126 ? absent : code
    }
}

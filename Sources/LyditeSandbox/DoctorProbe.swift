internal import LyditeCore

/// One attempt to get out of the sandbox or past a limit, and what proves that it failed.
struct DoctorProbe {
    /// The name that the keeper's `--probe` knows.
    var name: String
    var what: String
    /// The ending that shows the limit; nil where being refused is the proof.
    var ending: Run.Ending?
    /// Levels at which the probe says nothing, because the level never promised it.
    var needsNamespaces = false
    var needsGroup = false

    static let all: [DoctorProbe] = [
        DoctorProbe(name: "network", what: "opening an internet socket"),
        DoctorProbe(name: "host-files", what: "reading files of the host", needsNamespaces: true),
        DoctorProbe(
            name: "kernel-files", what: "opening /proc, /sys or devices", needsNamespaces: true),
        DoctorProbe(name: "read-only-root", what: "writing outside the box"),
        DoctorProbe(name: "processes", what: "seeing other processes", needsNamespaces: true),
        DoctorProbe(name: "rights", what: "being root or having a capability"),
        DoctorProbe(name: "descriptors", what: "finding inherited descriptors"),
        DoctorProbe(name: "environment", what: "finding inherited variables"),
        DoctorProbe(name: "ptrace", what: "tracing another process"),
        DoctorProbe(name: "mount", what: "mounting a file system"),
        DoctorProbe(name: "unshare", what: "making a user namespace"),
        DoctorProbe(name: "clone3", what: "making a user namespace behind a pointer"),
        DoctorProbe(name: "setns", what: "entering a namespace"),
        DoctorProbe(name: "setuid", what: "becoming root"),
        DoctorProbe(name: "io-uring", what: "going around the filter by io_uring"),
        DoctorProbe(name: "keyctl", what: "using the kernel's key ring"),
        DoctorProbe(name: "bpf", what: "loading a kernel program"),
        DoctorProbe(name: "file-space", what: "filling the disk"),
        DoctorProbe(
            name: "memory", what: "taking more memory than allowed", ending: .memoryLimit,
            needsGroup: true),
        DoctorProbe(
            name: "forks", what: "making more processes than allowed", ending: .processLimit,
            needsGroup: true),
        DoctorProbe(name: "output", what: "writing more than allowed", ending: .outputLimit),
        DoctorProbe(name: "cpu", what: "computing longer than allowed", ending: .timeLimit),
        DoctorProbe(name: "wall", what: "sleeping longer than allowed", ending: .wallLimit),
    ]

    /// Small limits, so that all limit probes together take a few seconds.
    static let limits = Limits(
        cpu: .milliseconds(500), wall: .seconds(2), memoryBytes: 64 << 20, outputBytes: 1 << 16,
        processes: 16, fileBytes: 8 << 20)

    /// Reads the run of the probe.
    func row(_ run: Run) -> DoctorReport.Row {
        let isRefused = run.ending == .forbiddenCall || (run.ending == .exited && run.exitCode == 0)
        let isHeld = ending.map { $0 == run.ending } ?? isRefused
        let text =
            run.standardOutput.bytes.isEmpty ? run.standardError.bytes : run.standardOutput.bytes
        let said =
            ending != nil && isHeld
            ? nil
            : String(decoding: text.prefix(100), as: UTF8.self)
                .split(separator: "\n").first.map(String.init)
        let call = run.syscall.map { " (\($0))" } ?? ""
        let code = run.exitCode.map { " with \($0)" } ?? run.signal.map { " by signal \($0)" } ?? ""
        let seen =
            ending != nil || run.ending != .exited
            ? "\(run.ending.rawValue)\(call)\(code)" : "refused"
        let words = [what, isHeld && said == nil ? seen : said ?? seen].joined(separator: ": ")
        return DoctorReport.Row(
            name: name, status: isHeld ? .held : .notHeld, detail: words,
            fix: isHeld
                ? nil : "report it with this machine's kernel version; run nothing untrusted")
    }

    /// Whether `isolation` promises what the probe tries.
    func isPromised(by isolation: Isolation) -> Bool {
        if needsGroup && isolation.cgroup == nil { return false }
        return !(needsNamespaces && isolation.namespaces.isEmpty)
    }
}

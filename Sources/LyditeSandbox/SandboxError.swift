internal import Glibc

/// A failure of the sandbox itself, never of the program that was to run in it.
package enum SandboxError: Error, Hashable, CustomStringConvertible {
    /// The machine lacks a layer of the level that was asked for; nothing ran.
    case missingLayer(layer: String, detail: String, asked: IsolationChoice)
    /// A stage between the request and execve failed; nothing ran.
    case stage(String, errno: Int32, detail: String)
    case keeperNotFound(tried: [String])
    case keeperNotStarted(path: String, errno: Int32)
    /// The keeper ended in the middle of something.
    case keeperDied(during: String)
    case keeperVersion(found: String, wanted: UInt32)
    case protocolError(String)
    case fileName(String)
    case profileNotFound(language: String, known: [String])
    case profile(path: String, line: Int, problem: String)
    case toolNotFound(language: String, tools: [String])
    case homeNotFound
    case system(call: String, errno: Int32)
    case cancelled
    case shutDown

    package var description: String {
        switch self {
        case .missingLayer(let layer, let detail, let asked):
            let weaker = asked == .full || asked == .best ? "no-cgroup" : "bare-seccomp"
            let flag =
                asked == .bareSeccomp ? "" : "; pass \"--isolation \(weaker)\" to go without, or"
            return
                "this machine lacks a layer of isolation \"\(asked.rawValue)\": \(layer) (\(detail))"
                + "\(flag.isEmpty ? ";" : flag) run \"lydite doctor\" for what is missing"
        case .stage(let stage, let errno, let detail):
            let reason = errno == 0 ? "" : ": \(Self.text(of: errno))"
            let subject = detail.isEmpty ? "" : " (\(detail))"
            return "the sandbox failed at \"\(stage)\"\(subject)\(reason); nothing was run,"
                + " \(Self.advice(errno) ?? "see \"lydite doctor\"")"
        case .keeperNotFound(let tried):
            return "the program lydite-keeper was not found (\(tried.joined(separator: ", ")));"
                + " install it beside lydite or set LYDITE_KEEPER"
        case .keeperNotStarted(let path, let errno):
            return
                "\(path) cannot be started: \(Self.text(of: errno));"
                + " \(Self.advice(errno) ?? "check that it may be executed")"
        case .keeperDied(let during):
            return
                "the keeper ended during \(during); run again, and \"lydite doctor\" if it repeats"
        case .keeperVersion(let found, let wanted):
            return "the keeper speaks protocol \(found), and this lydite speaks \(wanted);"
                + " install both from one release"
        case .protocolError(let what):
            return "the keeper answered \(what) out of turn; install lydite and lydite-keeper anew"
        case .fileName(let name):
            return "\"\(name)\" cannot be the name of a file in the box; use one path component"
        case .profileNotFound(let language, let known):
            return "there is no sandbox profile for \"\(language)\"; there are"
                + " \(known.joined(separator: ", "))"
        case .profile(let path, let line, let problem):
            return "\(path):\(line): \(problem)"
        case .toolNotFound(let language, let tools):
            return "no program for \(language) was found (\(tools.joined(separator: ", ")));"
                + " run Sandboxes/setup or name one in the profile's tools, see \"lydite doctor\""
        case .homeNotFound:
            return "the folder Sandboxes was not found; pass --home or set LYDITE_HOME"
        case .system(let call, let errno):
            return "\(call) failed: \(Self.text(of: errno));"
                + " \(Self.advice(errno) ?? "the machine may be short of resources")"
        case .cancelled:
            return "the run was cancelled; run again"
        case .shutDown:
            return "the sandbox was shut down before the run began; make a new one"
        }
    }

    /// What to do about a shortage; nil where the number does not say.
    private static func advice(_ errno: Int32) -> String? {
        switch errno {
        case EMFILE, ENFILE: "raise the limit of open files (ulimit -n) or pass fewer --jobs"
        case EAGAIN: "raise the limit of processes (ulimit -u) or pass fewer --jobs"
        case ENOMEM: "free memory or pass fewer --jobs"
        case ENOSPC, EDQUOT: "make room in /tmp, or allow the run larger files"
        default: nil
        }
    }

    private static func text(of errno: Int32) -> String { String(cString: strerror(errno)) }
}

internal import LyditeCore

/// Which of several symptoms of one run counts.
///
/// compile-error > sandbox-error > forbidden-call > output > memory > processes > CPU time > wall >
/// protocol > signal > exit code > wrong answer. Across cases the first by their order counts, so
/// that a limit that is hit in a later case does not hide an earlier wrong answer.
enum FaultOrder {
    /// Nil where nothing is wrong and every case was answered.
    static func failure(
        of run: Run, _ dialogue: FunctionDialogue, isViolation: Bool
    ) -> CaseFailure? {
        if let failure = dialogue.compileFailure { return failure }
        if run.ending == .sandboxError { return ending(run, index: nil) }
        if run.ending == .compileError { return uncompiled(run) }
        let current = dialogue.isFinished ? nil : dialogue.current
        // We ended the run ourselves after a failed case: the ending says nothing of the candidate.
        if let failure = dialogue.failure,
            failure.index != current || !isViolation && dialogue.violation == nil && isOurs(run)
        {
            return failure
        }
        if let failure = limit(run, index: current) { return failure }
        if let violation = dialogue.violation {
            return CaseFailure(
                .incorrect(.protocolViolation), "the program wrote \(violation)", index: current)
        }
        if isViolation {
            return CaseFailure(
                .incorrect(.protocolViolation), "the program wrote on the result channel itself",
                index: current)
        }
        if let failure = dialogue.failure { return failure }
        if let failure = signalOrExit(run, index: current) { return failure }
        guard dialogue.isFinished else {
            // Leaving with 0 in the midst of a call is no crash: it is how a program claims success
            // without a result.
            return CaseFailure(
                .incorrect(.protocolViolation), "the program ended before it gave a result",
                index: current)
        }
        return nil
    }

    /// Tells the kernel's own kill at the CPU limit from other signals: its clock may run a little
    /// ahead of the one that is read afterwards, so that the run looks as if it had kept the limit.
    ///
    /// - Source: setrlimit(2), RLIMIT_CPU: SIGXCPU at the soft limit, SIGKILL at the hard one.
    static func timed(_ run: Run, _ limits: Limits) -> Run {
        guard run.ending == .signalled, run.signal == 9 || run.signal == 24,
            run.cpu >= limits.cpu * 9 / 10
        else { return run }
        var timed = run
        timed.ending = .timeLimit
        return timed
    }

    /// What a run without a dialogue shows before its output is looked at.
    static func failure(of run: Run, index: Int) -> CaseFailure? {
        if run.ending == .compileError { return uncompiled(run) }
        return uncompiled(run, index) ?? ending(run, index: index)
    }

    private static func uncompiled(_ run: Run) -> CaseFailure {
        let text = run.standardError.bytes
        let marks = [" error: ", " fatal error: "].map { Array($0.utf8) }
        let first = text.prefix(1 << 16).split(separator: 10).first { line in
            marks.contains { Array(line).firstRange(of: $0) != nil }
        }
        return CaseFailure(
            .incorrect(.compileError), "the program does not compile",
            actual: first.map { String(decoding: $0, as: UTF8.self) } ?? CandidateText.tail(text),
            line: compilerLine(text))
    }

    /// The line of a compiler's first message of the form `solution.c:12:3: error: ...`.
    private static func compilerLine(_ bytes: [UInt8]) -> Int? {
        for line in bytes.prefix(1 << 16).split(separator: 10) {
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 4)
            if parts.count >= 4, Array(parts[0]).firstRange(of: Array("solution.".utf8)) != nil,
                parts[3].starts(with: Array(" error".utf8))
                    || parts[3].starts(with: Array(" fatal".utf8))
            {
                return Int(String(decoding: parts[1], as: UTF8.self))
            }
        }
        return nil
    }

    /// Python compiles as it starts: a syntax error of the program's own file is told apart by what
    /// it writes.
    private static func uncompiled(_ run: Run, _ index: Int) -> CaseFailure? {
        guard run.ending == .exited, run.exitCode == 1 else { return nil }
        let lines = run.standardError.bytes.suffix(4096).split(separator: 10)
        guard let last = lines.last,
            !lines.contains(where: { $0.starts(with: Array("Traceback".utf8)) }),
            ["SyntaxError:", "IndentationError:", "TabError:"].contains(where: {
                last.starts(with: Array($0.utf8))
            }),
            let place = lines.last(where: { $0.starts(with: Array("  File \"".utf8)) })
        else { return nil }
        let line = place.reversed().prefix { $0 &- UInt8(ascii: "0") < 10 }.reversed()
        return CaseFailure(
            .incorrect(.compileError), "the program does not compile", index: index,
            actual: String(decoding: last, as: UTF8.self),
            line: Int(String(decoding: Array(line), as: UTF8.self)))
    }

    private static func isOurs(_ run: Run) -> Bool {
        switch run.ending {
        case .exited, .signalled: true
        default: false
        }
    }

    private static func ending(_ run: Run, index: Int?) -> CaseFailure? {
        if run.ending == .sandboxError {
            return CaseFailure(
                .undecided(.sandboxError), "the sandbox could not run the program", index: index)
        }
        return limit(run, index: index) ?? signalOrExit(run, index: index)
    }

    private static func limit(_ run: Run, index: Int?) -> CaseFailure? {
        switch run.ending {
        case .forbiddenCall:
            let name = run.syscall.map { " (\($0))" } ?? ""
            return CaseFailure(
                .incorrect(.forbiddenCall), "the program made a forbidden system call\(name)",
                index: index)
        case .outputLimit:
            return CaseFailure(.incorrect(.outputLimit), "the program wrote too much", index: index)
        case .memoryLimit:
            return CaseFailure(
                .incorrect(.memoryLimit), "the program used too much memory", index: index)
        case .processLimit:
            return CaseFailure(
                .incorrect(.processLimit), "the program started too many processes", index: index)
        case .timeLimit:
            return CaseFailure(
                .incorrect(.timeLimit), "the program used too much CPU time", index: index)
        case .wallLimit:
            return CaseFailure(
                .undecided(.wallLimit), "the program did not end within the wall limit",
                index: index)
        case .compileError:
            return CaseFailure(
                .incorrect(.compileError), "the program does not compile", index: index)
        case .sandboxError, .exited, .signalled: return nil
        }
    }

    private static func signalOrExit(_ run: Run, index: Int?) -> CaseFailure? {
        if run.ending == .signalled {
            let signal = run.signal.map { " \($0)" } ?? ""
            return CaseFailure(
                .incorrect(.runtimeError), "the program was ended by signal\(signal)", index: index)
        }
        if let code = run.exitCode, code != 0 {
            return CaseFailure(
                .incorrect(.runtimeError), "the program ended with exit code \(code)", index: index)
        }
        return nil
    }
}

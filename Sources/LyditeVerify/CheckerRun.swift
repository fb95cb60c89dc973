internal import LyditeCore
internal import LyditeSandbox

/// One run of a problem's own checker, in a sandbox of its own.
///
/// It reads one JSON object on standard input, `{"input","expected","actual"}`: texts for a whole
/// program, tagged values for a function (`input` is then `{"args":[...]}`). The first word that it
/// prints decides: `correct` or `incorrect`. It is part of the problem: when it crashes, runs into
/// a limit or says anything else, nothing was learned about the candidate, and the problem is bad.
struct CheckerRun {
    enum Decision {
        case same
        case different
        case undecided(Cause, String)
    }

    static let limits = Limits(cpu: .seconds(10), wall: .seconds(60), outputBytes: 1 << 20)

    let sandbox: any Sandbox
    let files: TrustedFiles

    func decide(_ checker: Comparison.Checker, _ question: JSON) async -> Decision {
        let run: Run
        do {
            let profile = try files.profile(checker.language)
            run = try await sandbox.run(
                Command.program(
                    source: Array(checker.source.utf8), profile: profile,
                    input: Array(question.text.utf8)),
                limits: Self.limits)
        } catch .profileNotFound, .toolNotFound {
            return .undecided(
                .unsupported, "a checker in \(CandidateText.head(checker.language)) cannot be run")
        } catch {
            return .undecided(.sandboxError, "the checker could not be run: \(error)")
        }
        switch run.ending {
        case .sandboxError: return .undecided(.sandboxError, "the checker could not be run")
        case .wallLimit:
            return .undecided(.wallLimit, "the checker did not end within the wall limit")
        case .exited where run.exitCode == 0: break
        default:
            let how = run.exitCode.map { "exit code \($0)" } ?? run.ending.rawValue
            return .undecided(.badProblem, "the checker ended by \(how)")
        }
        let word = run.standardOutput.bytes.split(
            maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: { $0 <= 0x20 }
        ).first.map { String(decoding: $0.prefix(40), as: UTF8.self) }
        switch word {
        case "correct": return .same
        case "incorrect": return .different
        default:
            return .undecided(
                .badProblem, "the checker printed neither \"correct\" nor \"incorrect\"")
        }
    }
}

package import LyditeCurate
package import LyditeEngine
package import LyditeFiles
package import LyditeProblems
package import LyditeRegress
package import LyditeSampling
package import LyditeStore

/// What keeps a loop from going on. Its rounds stay where they are and are gone on with later.
package enum LoopError: Error, CustomStringConvertible {
    case engine(EngineError)
    case file(FileError)
    case store(StoreError)
    case sampling(SamplingError)
    case problem(ProblemError)
    case curation(CurationError)
    case regress(RegressError)
    /// Problems that are held out stand among the sources, or are relatives of some.
    case overlap(count: Int, rows: [String])
    /// A held-out problem that no person wrote.
    case syntheticHeldOut(String)
    case noProblems(String)
    case tooManyProblems(String, maximum: Int)
    case notFound(command: String)
    case notStarted(command: String, reason: String)
    case failed(command: String, ending: String, log: String, tail: String)
    case noCheckpoint(path: String, log: String)
    case notReady(url: String, seconds: Int, log: String)
    case unanswered(requests: String, log: String)
    case otherConfiguration(folder: String, fields: [String])
    case otherVerifier(folder: String, found: String, present: String)
    case noRows(round: Int)
    case damaged(path: String)
    /// Asked to stop; everything finished is stored.
    case stopped

    package var description: String {
        switch self {
        case .engine(let error): error.description
        case .file(let error): error.description
        case .store(let error): error.description
        case .sampling(let error): error.description
        case .problem(let error): error.description
        case .curation(let error): error.description
        case .regress(let error): error.description
        case .overlap(let count, let rows):
            "\(count) held-out \(count == 1 ? "problem is" : "problems are") among the sources or "
                + "relatives of some; take them out of one side:\n"
                + rows.map { "  " + $0 }.joined(separator: "\n")
                + (count > rows.count ? "\n  ... and \(count - rows.count) more" : "")
        case .syntheticHeldOut(let place):
            "\(place): a held-out problem has \"made\", so no person wrote it; hold real ones out"
        case .noProblems(let what): "there are no \(what)"
        case .tooManyProblems(let path, let maximum):
            "\(path) holds more than \(maximum) problems; give the loop fewer"
        case .notFound(let command): "there is no program \"\(command)\" to start"
        case .notStarted(let command, let reason): "\"\(command)\" cannot be started: \(reason)"
        case .failed(let command, let ending, let log, let tail):
            "\"\(command)\" \(ending); see \(log), mend it and run the same command again"
                + (tail.isEmpty ? "" : "\n  last line: \(tail)")
        case .noCheckpoint(let path, let log):
            "the trainer ended well and left nothing in \(path), its {out}; see \(log)"
        case .notReady(let url, let seconds, let log):
            "nothing answers at \(url) after \(seconds) s; see \(log)"
        case .unanswered(let requests, let log):
            "the sampler left requests of \(requests) without an answer; see \(log)"
        case .otherConfiguration(let folder, let fields):
            "\(folder) was made by another configuration (\(fields.joined(separator: ", "))); "
                + "choose another folder with --out"
        case .otherVerifier(let folder, let found, let present):
            "\(folder) was made with verifier \(found), and this is \(present); a loop keeps its "
                + "referee: choose another folder with --out"
        case .noRows(let round):
            "round \(round) has no row to train on: no answer was verified as right"
        case .damaged(let path): "\(path) cannot be read; move its folder away and run again"
        case .stopped: "stopped"
        }
    }

    /// Wraps the errors of the layers below; anything else is our own mistake.
    init(_ error: any Error) {
        switch error {
        case let error as LoopError: self = error
        case let error as EngineError: self = .engine(error)
        case let error as FileError: self = .file(error)
        case let error as StoreError: self = .store(error)
        case let error as SamplingError: self = .sampling(error)
        case let error as ProblemError: self = .problem(error)
        case let error as CurationError: self = .curation(error)
        case let error as RegressError: self = .regress(error)
        case is CancellationError: self = .stopped
        default: preconditionFailure("an error of no known layer: \(error)")
        }
    }
}

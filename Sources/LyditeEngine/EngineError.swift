internal import Glibc
package import LyditeCurate
package import LyditeFiles
package import LyditeProblems
package import LyditeSampling
package import LyditeSandbox
package import LyditeStore

/// The environment stops a run. Never about a candidate.
package enum EngineError: Error, CustomStringConvertible {
    case file(FileError)
    case store(StoreError)
    case problem(ProblemError)
    case sampling(SamplingError)
    case sandbox(SandboxError)
    case curation(CurationError)
    case noHome
    case noStore(String)
    case otherProposals(String)
    case otherRater(String)
    case commandNotStarted(String, errno: Int32)
    /// The folder holds nothing of a run.
    case noRun(String)
    case folderInUse(String, process: Int?)
    case otherConfiguration(folder: String, differences: [String], canExtend: Bool)
    case otherVerifier(folder: String, found: String, present: String)
    case recordedTwice(String)
    case nothingToRun
    /// Models are asked no more; what they answered before is stored.
    case halted(EndpointError, saved: Int)
    case noShards(String)
    case missingShards(String, [String])
    case otherDivision(String, String, String)
    /// The folder holds a run that was not made of its shards.
    case otherRun(String)
    /// Rows have no slots that a variant could be made of.
    case noVariants(path: String)
    /// An export never replaces what stands there unasked.
    case exists(String)

    package var description: String {
        switch self {
        case .file(let error): error.description
        case .store(let error): error.description
        case .problem(let error): error.description
        case .sampling(let error): error.description
        case .sandbox(let error): error.description
        case .curation(let error): error.description
        case .noHome:
            "cannot find the folders Problems and Sandboxes; pass --home DIR or set LYDITE_HOME"
        case .commandNotStarted(let command, let errno):
            "the command \"\(command)\" cannot be started: \(String(cString: strerror(errno)))"
        case .otherRater(let name):
            "the score \(name) was given by another judge or command; choose another name with --name"
        case .otherProposals(let path):
            "\(path) was begun with other sources or another configuration; remove it to begin anew"
        case .noStore(let path):
            "there is no store \(path); name one with --store, such as out/run.sqlite"
        case .noRun(let folder):
            "\(folder) holds no run; begin one with lydite run --out \(folder)"
        case .folderInUse(let folder, let process):
            "\(folder) is in use by another lydite\(process.map { " (process \($0))" } ?? ""); "
                + "wait until it ends, or choose another folder"
        case .otherConfiguration(let folder, let differences, let canExtend):
            "\(folder) was made by another configuration (\(differences.joined(separator: "; "))); "
                + (canExtend ? "add to it with --extend, or " : "")
                + "choose another folder with --out"
        case .otherVerifier(let folder, let found, let present):
            "\(folder) was made with verifier \(found), and this is \(present); "
                + "choose another folder with --out, or judge its traces again with lydite reverify"
        case .recordedTwice(let path):
            "\(path) holds the same rows as an earlier --recorded file; give each file once"
        case .halted(let error, let saved):
            "\(error); \(saved) rollouts are saved, run again to resume"
        case .nothingToRun: "there are no problems to run"
        case .noShards(let folder):
            "\(folder) holds no shards; make them with lydite run --shard 0/N to N-1/N"
        case .missingShards(let folder, let names):
            "\(folder) lacks \(names.count) shard\(names.count == 1 ? "" : "s") "
                + "(\(names.prefix(5).joined(separator: ", "))\(names.count > 5 ? ", ..." : "")); "
                + "run lydite run --shard \(names[0]) with the options of the others"
        case .otherDivision(let folder, let one, let other):
            "\(folder) holds parts of two divisions, such as \(one) and \(other); "
                + "move those of one of them away"
        case .otherRun(let folder):
            "\(folder)/run.sqlite was not made of the shards beside it; move it away to merge them"
        case .exists(let path): "\(path) exists; pass --force to replace it"
        case .noVariants(let path):
            "\(path) holds rows, and variants are made of families and code problems; "
                + "give their files, folders or names"
        }
    }

    /// Does what the layers below may refuse, their errors wrapped.
    static func wrapping<Value>(_ work: () throws -> Value) throws(EngineError) -> Value {
        do {
            return try work()
        } catch {
            throw EngineError(error)
        }
    }

    /// The same of what waits; it runs where its caller runs.
    static func wrapping<Value>(
        isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Value
    ) async throws(EngineError) -> Value {
        do {
            return try await work()
        } catch {
            throw EngineError(error)
        }
    }

    /// Wraps the errors of the layers below; anything else is our own mistake.
    init(_ error: any Error) {
        switch error {
        case let error as EngineError: self = error
        case let error as FileError: self = .file(error)
        case let error as StoreError: self = .store(error)
        case let error as ProblemError: self = .problem(error)
        case let error as SamplingError: self = .sampling(error)
        case let error as SandboxError: self = .sandbox(error)
        case let error as CurationError: self = .curation(error)
        default: preconditionFailure("an error of no known layer: \(error)")
        }
    }
}

internal import LyditeCore
package import LyditeFiles
package import LyditeProblems
package import LyditeStore

/// A sampler cannot give rollouts.
package enum SamplingError: Error, Hashable, CustomStringConvertible {
    case file(FileError)
    case store(StoreError)
    case helper(problem: String, reason: String)
    case cancelled
    /// A configuration or a prompt file that cannot be used.
    case configuration([FileFault])
    case endpoint(EndpointError)

    /// Wraps what reading files and the store may throw; anything else is our own mistake.
    init(reading error: any Error) {
        switch error {
        case let error as FileError: self = .file(error)
        case let error as StoreError: self = .store(error)
        default: preconditionFailure("only files and the store fail here: \(error)")
        }
    }

    /// A cancelled task ends with the sampler's own error, so that callers have one kind to expect.
    static func checkCancelled() throws(SamplingError) {
        if Task.isCancelled { throw .cancelled }
    }

    package var description: String {
        switch self {
        case .file(let error): error.description
        case .store(let error): error.description
        case .helper(let problem, let reason): "no programs could be made for \(problem): \(reason)"
        case .cancelled: "sampling was cancelled"
        case .configuration(let faults): faults.map(\.description).joined(separator: "\n")
        case .endpoint(let error): error.description
        }
    }
}

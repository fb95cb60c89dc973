internal import LyditeCore
package import LyditeFiles
package import LyditeStore

/// A sampler cannot give rollouts.
package enum SamplingError: Error, Hashable, CustomStringConvertible {
    case file(FileError)
    case store(StoreError)
    case helper(problem: String, reason: String)

    package var description: String {
        switch self {
        case .file(let error): error.description
        case .store(let error): error.description
        case .helper(let problem, let reason): "no programs could be made for \(problem): \(reason)"
        }
    }
}

internal import LyditeCore
package import LyditeFiles
package import LyditeStore

/// A sampler cannot give rollouts.
package enum SamplingError: Error, Hashable, CustomStringConvertible {
    case file(FileError)
    case store(StoreError)
    case noMaterial(problem: String)
    case helper(problem: String, reason: String)

    package var description: String {
        switch self {
        case .file(let error): error.description
        case .store(let error): error.description
        case .noMaterial(let problem):
            "the built-in sampler has nothing to solve \(problem) with; pass --sampler recorded --recorded FILE"
        case .helper(let problem, let reason): "no programs could be made for \(problem): \(reason)"
        }
    }
}

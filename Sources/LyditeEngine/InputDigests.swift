internal import LyditeCore
internal import LyditeFiles
internal import LyditeProblems

/// The identity of a run's inputs by content, so that a changed file is noticed and a moved one is not.
enum InputDigests {
    static func configuration(of plan: RunPlan, isolation: String) throws -> JSON {
        var problems: [(String, Digest)] = []
        for entry in plan.entries {
            switch entry {
            case .family(let family): problems.append((family.id, family.digest))
            case .code(let problem): problems.append((problem.id, problem.digest))
            case .rows(let path): problems.append((name(path), try digest(path)))
            }
        }
        var recorded: [(String, Digest)] = []
        for path in plan.recorded {
            let digest = try digest(path)
            // Each row would count twice, and no pass rate would be true.
            if recorded.contains(where: { $0.1 == digest }) {
                throw EngineError.recordedTwice(path)
            }
            recorded.append((name(path), digest))
        }
        return plan.configuration(problems: problems, recorded: recorded, isolation: isolation)
    }

    /// A pipe would be empty when it is read the second time.
    private static func digest(_ path: String) throws(FileError) -> Digest {
        if FileBytes.kind(path) == .other { throw .notAFile(path: path) }
        return try FileDigest.of(path)
    }

    private static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}

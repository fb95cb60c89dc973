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
            case .rows(let path): problems.append((name(path), try FileDigest.of(path)))
            }
        }
        var recorded: [(String, Digest)] = []
        for path in plan.recorded { recorded.append((name(path), try FileDigest.of(path))) }
        return plan.configuration(problems: problems, recorded: recorded, isolation: isolation)
    }

    private static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}

internal import LyditeCore

/// What a server runs for a stranger is bounded more tightly than what a user runs for oneself.
extension Limits {
    static let mostServedMemory = 4 << 30
    private static let mostServedOutput = 16 << 20
    private static let mostServedProcesses = 256

    /// These limits, or what a server gives at most.
    var bounded: Limits {
        var limits = self
        limits.cpu = min(limits.cpu, .seconds(BodyShape.mostSeconds))
        limits.wall = min(limits.wall, .seconds(BodyShape.mostSeconds))
        limits.memoryBytes = min(limits.memoryBytes, Self.mostServedMemory)
        limits.outputBytes = min(limits.outputBytes, Self.mostServedOutput)
        limits.processes = min(limits.processes, Self.mostServedProcesses)
        return limits
    }
}

extension Check {
    /// The check with bounded limits.
    var bounded: Check {
        switch self {
        case .answer: return self
        case .function(var check):
            check.limits = check.limits.bounded
            return .function(check)
        case .program(var check):
            check.limits = check.limits.bounded
            return .program(check)
        case .tests(var check):
            check.limits = check.limits.bounded
            return .tests(check)
        }
    }
}

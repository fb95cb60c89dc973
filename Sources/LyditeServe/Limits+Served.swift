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
    /// Refuses a row that asks for more than a server gives: judged with less, its program could fail for our reasons.
    func requireServed() throws(RowError) {
        let limits: Limits
        switch self {
        case .answer: return
        case .function(let check): limits = check.limits
        case .program(let check): limits = check.limits
        case .tests(let check): limits = check.limits
        }
        let most = limits.bounded
        let fields = [
            ("cpuSeconds", limits.cpu == most.cpu, "\(most.cpu.seconds)"),
            ("memoryBytes", limits.memoryBytes == most.memoryBytes, "\(most.memoryBytes)"),
            ("outputBytes", limits.outputBytes == most.outputBytes, "\(most.outputBytes)"),
            ("processes", limits.processes == most.processes, "\(most.processes)"),
        ]
        for (name, isServed, most) in fields where !isServed {
            throw RowError(field: "limits.\(name)", expected: "at most \(most) on a server")
        }
    }

    /// The check without the wall time that no server waits for; it decides nothing about the candidate.
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

internal import LyditeCore

/// What the keeper saw during a run; several may hold at once.
struct Symptoms: OptionSet {
    var rawValue: UInt32

    static let forbidden = Symptoms(rawValue: 1)
    static let killed = Symptoms(rawValue: 2)
    static let memory = Symptoms(rawValue: 4)
    static let forkRefused = Symptoms(rawValue: 8)
    static let cpu = Symptoms(rawValue: 16)
    static let wall = Symptoms(rawValue: 32)

    /// The one ending that names the run, the gravest symptom first.
    ///
    /// A refused fork is the ending only of a run that did not succeed: a program that tried a
    /// process too many, coped and exited with 0 has kept to its limit.
    func ending(isOverOutput: Bool, exitCode: Int?, signal: Int?) -> Run.Ending {
        if contains(.forbidden) { return .forbiddenCall }
        if isOverOutput { return .outputLimit }
        if contains(.memory) { return .memoryLimit }
        if contains(.forkRefused) && exitCode != 0 { return .processLimit }
        if contains(.cpu) { return .timeLimit }
        if contains(.wall) { return .wallLimit }
        return exitCode == nil ? .signalled : .exited
    }
}

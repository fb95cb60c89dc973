internal import LyditeProblems

/// What `--keep-going` means: broken problems are named and left out, where otherwise nothing is run.
enum KeepGoing {
    /// The entries of the command's problems.
    ///
    /// - Throws: ``ProblemError/faults(_:)`` with all faults where a problem is broken and the flag is
    ///   not given, or where nothing else is left.
    static func entries(
        _ arguments: Arguments, _ problems: [String], _ catalog: ProblemCatalog
    ) throws -> [ProblemEntry] {
        let found = try catalog.find(problems)
        guard !found.broken.isEmpty else { return found.entries }
        guard arguments.has("--keep-going"), !found.entries.isEmpty else {
            if !found.entries.isEmpty { Terminal.note(refusal(found)) }
            throw ProblemError.faults(found.faults)
        }
        for fault in found.faults { Terminal.note("\(fault)") }
        Terminal.note(
            "\(count(found.broken.count, "broken problem")) left out;"
                + " going on with \(count(found.entries.count, "other"))")
        return found.entries
    }

    /// What is not done because of the broken ones.
    static func refusal(_ found: ProblemCatalog.Found) -> String {
        "\(count(found.broken.count, "problem")) of \(found.broken.count + found.entries.count)"
            + " cannot be used, so the others are left as well; pass --keep-going to go on with them"
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

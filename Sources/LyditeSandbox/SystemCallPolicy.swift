/// The system calls that a program may make: an allow-list, and calls that fail quietly.
///
/// Every other call ends the run as `forbidden-call`, by name. The keeper compiles it to BPF once.
package struct SystemCallPolicy: Hashable, Sendable {
    /// An argument that must equal `value` in the bits of `mask`.
    struct Condition: Hashable, Sendable {
        var argument: UInt8
        var mask: UInt64
        var value: UInt64
    }

    struct Rule: Hashable, Sendable {
        var name: String
        /// The error that the call returns; 0 lets it through.
        var errno: UInt32 = 0
        var conditions: [Condition] = []
    }

    /// The named sets that a profile starts from.
    package enum Base: String, CaseIterable, Sendable {
        /// Computing: no new files, no new processes beyond threads.
        case strict
        /// Files of the box and processes as well.
        case wide
    }

    private(set) var rules: [Rule]

    /// - Parameters:
    ///   - allow: Further calls that go through, whatever their arguments.
    ///   - refuse: Calls that return an error number instead of ending the run.
    package init(base: Base, allow: [String] = [], refuse: [(name: String, errno: UInt32)] = []) {
        let named = Set(allow + refuse.map(\.name))
        rules = Self.rules(of: base).filter { !named.contains($0.name) }
        rules += allow.map { Rule(name: $0) }
        rules += refuse.map { Rule(name: $0.name, errno: $0.errno) }
    }

    /// The same policy with further calls that fail with `errno`.
    func refusing(_ names: [String], errno: UInt32) -> SystemCallPolicy {
        var policy = self
        policy.rules.removeAll { names.contains($0.name) }
        policy.rules += names.map { Rule(name: $0, errno: errno) }
        return policy
    }

    func encode(into frame: inout FrameWriter) {
        frame.u32(UInt32(rules.count))
        for rule in rules {
            frame.string(rule.name)
            frame.u32(rule.errno)
            frame.u8(UInt8(rule.conditions.count))
            for condition in rule.conditions {
                frame.u8(condition.argument)
                frame.u64(condition.mask)
                frame.u64(condition.value)
            }
        }
    }
}

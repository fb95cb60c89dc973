/// Bounds on one run in a sandbox.
package struct Limits: Hashable, Sendable {
    /// CPU time of the whole process tree; decides `time-limit`.
    package var cpu: Duration
    /// Wall time, generous: it decides nothing about the candidate.
    package var wall: Duration
    /// Memory of the whole process tree.
    package var memoryBytes: Int
    /// Bytes of standard output, and separately of standard error.
    package var outputBytes: Int
    /// Processes and threads alive at once.
    package var processes: Int
    /// Bytes that all files of the run's folder may hold together.
    package var fileBytes: Int

    /// Limits with the defaults of `verify` and `run`.
    package init(
        cpu: Duration = .seconds(10), wall: Duration = .seconds(60),
        memoryBytes: Int = 512 << 20, outputBytes: Int = 1 << 20, processes: Int = 64,
        fileBytes: Int = 64 << 20
    ) {
        self.cpu = cpu
        self.wall = wall
        self.memoryBytes = memoryBytes
        self.outputBytes = outputBytes
        self.processes = processes
        self.fileBytes = fileBytes
    }

    /// The defaults of `lydite exec`.
    package static let exec = Limits(cpu: .seconds(2), wall: .seconds(10), memoryBytes: 256 << 20)
}

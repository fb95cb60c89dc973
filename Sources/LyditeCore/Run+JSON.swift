extension Run {
    /// What the run did, as `lydite exec --json` prints it.
    package var json: JSON {
        var members: [JSON.Member] = [
            .init("ending", .string(ending.rawValue)),
            .init("exitCode", exitCode.map { .integer(Int64($0)) } ?? .null),
            .init("signal", signal.map { .integer(Int64($0)) } ?? .null),
            .init("syscall", syscall.map { .string($0) } ?? .null),
        ]
        members += Self.members("stdout", standardOutput)
        members += Self.members("stderr", standardError)
        members += [
            .init("stdoutBytes", .integer(Int64(standardOutput.total))),
            .init("stdoutTruncated", .bool(standardOutput.isTruncated)),
            .init("stderrBytes", .integer(Int64(standardError.total))),
            .init("stderrTruncated", .bool(standardError.isTruncated)),
            .init("cpuSeconds", .double((cpu.seconds * 1e6).rounded() / 1e6)),
            .init("wallSeconds", .double((wall.seconds * 1e6).rounded() / 1e6)),
            .init("peakMemoryBytes", .integer(Int64(peakMemoryBytes))),
            .init("processes", .integer(Int64(processes))),
            .init("isolation", isolation.json),
        ]
        return .object(members)
    }

    /// Text where the bytes are UTF-8, Base64 under another name where they are not.
    private static func members(_ name: String, _ stream: Stream) -> [JSON.Member] {
        if let text = String(validating: stream.bytes, as: UTF8.self) {
            return [.init(name, .string(text))]
        }
        return [.init(name, .null), .init(name + "_b64", .string(Base64.text(of: stream.bytes)))]
    }
}

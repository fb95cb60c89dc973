internal import Glibc

/// The pipes of one run: our ends do not block, the program's ends are plain.
struct RunPipes {
    var input: Int32 = -1
    var output: Int32 = -1
    var error: Int32 = -1
    var requests: Int32 = -1
    var results: Int32 = -1
    /// The program's ends in the order of its descriptors.
    private(set) var theirs: [Int32] = []

    static func open(dialogue: Bool) throws(SandboxError) -> RunPipes {
        var pipes = RunPipes()
        do throws(SandboxError) {
            pipes.input = try pipes.make(weWrite: true)
            pipes.output = try pipes.make(weWrite: false)
            pipes.error = try pipes.make(weWrite: false)
            if dialogue {
                pipes.requests = try pipes.make(weWrite: true)
                pipes.results = try pipes.make(weWrite: false)
            }
        } catch {
            pipes.closeTheirs()
            pipes.closeOurs()
            throw error
        }
        return pipes
    }

    private mutating func make(weWrite: Bool) throws(SandboxError) -> Int32 {
        var ends: [Int32] = [0, 0]
        // pipe2 is hidden from Swift. What another thread starts in between may inherit an end: a
        // keeper closes everything but its socket first of all.
        guard pipe(&ends) == 0 else { throw .system(call: "pipe", errno: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let ours = weWrite ? ends[1] : ends[0]
        theirs.append(weWrite ? ends[0] : ends[1])
        _ = fcntl(ours, F_SETFL, O_NONBLOCK)
        return ours
    }

    mutating func closeTheirs() {
        for end in theirs { close(end) }
        theirs = []
    }

    func closeOurs() {
        for end in [input, output, error, requests, results] where end >= 0 { close(end) }
    }
}

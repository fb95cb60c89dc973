internal import Glibc

/// What an input may cost: 20 ms of CPU time in a release build, times what the sanitizers make
/// of it. Address sanitizer and coverage cost about ten times, and every harness but `row` reads
/// or compares an input up to three times.
private let maximumMilliseconds = 20 * 10 * 3

private let harness: Harness = {
    let name = getenv("LYDITE_FUZZ").map { String(cString: $0) } ?? ""
    if let harness = Harness(rawValue: name) { return harness }
    let names = Harness.allCases.map(\.rawValue).joined(separator: ", ")
    stop("LYDITE_FUZZ must be one of \(names)")
}()

private func stop(_ text: String) -> Never {
    var line = Array((text + "\n").utf8)
    _ = write(2, &line, line.count)
    abort()
}

private func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
}

/// libFuzzer's entry. An input that contradicts itself or costs too much is a crash, so that
/// libFuzzer keeps it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let began = milliseconds()
    if let fault = harness.run(bytes) { stop("\(harness): \(fault)") }
    let taken = milliseconds() - began
    if taken > maximumMilliseconds { stop("\(harness): \(taken) ms of CPU time") }
    return 0
}

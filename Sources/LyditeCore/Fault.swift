/// What is wrong with an incorrect candidate.
public enum Fault: String, CaseIterable, Sendable {
    case wrongAnswer = "wrong-answer"
    case noAnswer = "no-answer"
    case compileError = "compile-error"
    case runtimeError = "runtime-error"
    case timeLimit = "time-limit"
    case memoryLimit = "memory-limit"
    case outputLimit = "output-limit"
    case processLimit = "process-limit"
    case forbiddenCall = "forbidden-call"
    case protocolViolation = "protocol-violation"
}

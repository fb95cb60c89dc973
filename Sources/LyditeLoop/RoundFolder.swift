internal import LyditeCore
internal import LyditeFiles

/// The folder of one round, and how far the round is.
///
/// A stage is noted when all its files are whole; one that was interrupted is done again and makes the same files.
struct RoundFolder {
    enum Stage: String, CaseIterable {
        case propose
        case solve
        case rewrite
        case data
        case train
        case evaluate
        case decide
    }

    let number: Int
    let path: String
    private(set) var done: Set<Stage> = []
    /// Seconds of each stage and of the commands within it; they differ from call to call and decide nothing.
    private(set) var seconds: [String: Double] = [:]

    var store: String { path + "/run.sqlite" }
    var problems: String { path + "/problems.jsonl" }
    var rewrites: String { path + "/rewrites" }
    var data: String { path + "/training" }
    var model: String { path + "/model" }
    var evaluation: String { path + "/evaluation" }
    var logs: String { path + "/logs" }
    /// Name the processes that run for the round.
    var command: String { path + "/command.running" }
    var server: String { path + "/server.running" }
    var result: String { path + "/round.json" }
    private var state: String { path + "/state.json" }

    init(_ number: Int, out: String) throws {
        self.number = number
        path = out + "/round-" + Self.name(number)
        try FileBytes.makeFolder(path)
        try FileBytes.makeFolder(logs)
        guard FileBytes.kind(state) == .file else { return }
        guard let json = try? JSONParser.parse(try FileBytes.read(state)),
            let names = json["done"]?.arrayValue, json["round"]?.intValue == number
        else { throw LoopError.damaged(path: state) }
        done = Set(names.compactMap(\.stringValue).compactMap(Stage.init(rawValue:)))
        for member in json["seconds"]?.members ?? [] {
            seconds[member.key] = member.value.doubleValue
        }
    }

    static func name(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    func has(_ stage: Stage) -> Bool { done.contains(stage) }

    mutating func finish(_ stage: Stage, seconds took: Double) throws(FileError) {
        done.insert(stage)
        seconds[stage.rawValue, default: 0] += took
        try writeState()
    }

    /// Time of someone else's program, which is part of a stage's.
    mutating func add(command: String, seconds took: Double) {
        seconds[command, default: 0] += took
    }

    private func writeState() throws(FileError) {
        let json: JSON = [
            "round": .integer(Int64(number)),
            "done": .array(Stage.allCases.filter(done.contains).map { .string($0.rawValue) }),
            "seconds": .object(
                seconds.sorted { $0.key < $1.key }.map {
                    JSON.Member($0.key, .double(($0.value * 1_000).rounded() / 1_000))
                }),
        ]
        try Self.write(json, to: state)
    }

    static func write(_ json: JSON, to path: String) throws(FileError) {
        let file = try OutputFile(path)
        try file.write(json.text + "\n")
        try file.commit()
    }
}

internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeProblems
package import LyditeSampling

/// Reads a loop's configuration; every fault is told with its file and line.
package struct LoopReader {
    private static let known = [
        "seed", "rounds", "sources", "held_out", "demonstrations", "problems", "propose", "sample",
        "train", "grounding", "stop",
    ]
    private static let mostFiles = 1_000
    private static let mostRounds = 1_000
    /// Thirty days.
    private static let longest = 2_592_000.0

    private var fields: FieldReader
    private let folder: String
    private var plan = LoopPlan()

    /// - Throws: `SamplingError.configuration` with every fault of the file.
    package static func read(_ path: String) throws(SamplingError) -> LoopPlan {
        let root = try FieldReader.root(of: path)
        var reader = LoopReader(path)
        try reader.read(root)
        guard reader.fields.faults.isEmpty else {
            throw .configuration(reader.fields.sortedFaults)
        }
        return reader.plan
    }

    private init(_ path: String) {
        fields = FieldReader(path: path)
        let parent = FileBytes.folder(of: path)
        folder = parent == "." ? "" : parent + "/"
    }

    private mutating func read(_ root: YAMLNode) throws(SamplingError) {
        for entry in fields.entries(root, of: "the configuration", known: Self.known) {
            switch entry.key {
            case "seed": plan.seed = fields.integer(entry, in: 0...1_000_000_000) ?? plan.seed
            case "rounds": plan.rounds = fields.integer(entry, in: 1...Self.mostRounds) ?? 1
            case "sources": plan.sources = files(entry, orNames: true)
            case "held_out": plan.heldOut = files(entry)
            case "demonstrations": plan.demonstrations = files(entry)
            case "problems": try problems(entry.value)
            case "propose": try proposals(entry.value)
            case "sample": try sampling(entry.value)
            case "train": training(entry.value)
            case "grounding": grounding(entry.value)
            case "stop":
                for rule in fields.entries(
                    entry.value, of: "stop", known: CollapseRule.fields.map(\.name))
                {
                    guard let field = CollapseRule.fields.first(where: { $0.name == rule.key })
                    else { continue }
                    plan.stop[keyPath: field.path] =
                        fields.number(rule, in: 0...100) ?? plan.stop[keyPath: field.path]
                }
            default: continue
            }
        }
        whole(root)
    }

    /// What can only be said of the whole.
    private mutating func whole(_ root: YAMLNode) {
        for name in ["sources", "held_out", "sample", "train"] where root[name] == nil {
            fields.fault(root.line, "the configuration has no \"\(name)\"", "every loop needs it")
        }
        if plan.demonstrations.isEmpty {
            if plan.training.model == nil {
                fields.fault(
                    root.line, "there is nothing to begin with",
                    "demonstrations, or a checkpoint as model of train")
            }
            if plan.training.replay > 0 {
                fields.fault(
                    root["train"]?["replay"]?.line ?? root.line,
                    "replay is \(plan.training.replay), and there are no demonstrations",
                    "replay: 0, or demonstrations")
            }
        }
        if plan.problems.least > plan.problems.most {
            fields.fault(
                root["problems"]?.line ?? root.line, "least is above most",
                "a pass rate between them")
        }
    }

    // MARK: Parts

    private mutating func problems(_ node: YAMLNode) throws(SamplingError) {
        let known = ["count", "least", "most", "explore", "topics", "variants", "matrix"]
        for entry in fields.entries(node, of: "problems", known: known) {
            switch entry.key {
            case "count":
                plan.problems.count = fields.integer(entry, in: 1...1_000_000) ?? 1
            case "least": plan.problems.least = fields.number(entry, in: 0...1) ?? 0
            case "most": plan.problems.most = fields.number(entry, in: 0...1) ?? 1
            case "explore": plan.problems.explore = fields.number(entry, in: 0...1) ?? 0
            case "topics": plan.problems.topics = topics(entry)
            case "variants":
                plan.problems.variants = fields.integer(entry, in: 1...10_000) ?? 1
            default: plan.problems.matrix = try matrix(entry)
            }
        }
    }

    private mutating func topics(_ entry: YAMLNode.Entry) -> [(name: String, weight: Int)] {
        guard let items = entry.value.entries, !items.isEmpty, items.count <= 1_000 else {
            fields.wrong(entry, "a mapping from topics to weights")
            return []
        }
        return items.compactMap { item in
            fields.integer(item, in: 0...1_000_000).map { (item.key, $0) }
        }
    }

    private mutating func matrix(_ entry: YAMLNode.Entry) throws(SamplingError) -> VariantMatrix? {
        guard let name = fields.text(entry) else { return nil }
        do {
            let path = place(name)
            return try VariantMatrix.read(path: path, bytes: try FileBytes.read(path))
        } catch let error as FileError {
            fields.fault(entry.value.line, error.description, "")
        } catch let error as ProblemError {
            fields.fault(entry.value.line, error.description, "")
        } catch {
            preconditionFailure("reading a matrix fails in no other way: \(error)")
        }
        return nil
    }

    private mutating func proposals(_ node: YAMLNode) throws(SamplingError) {
        let known = [
            "models", "solvers", "count", "examples", "votes", "agreement", "most_agreement",
        ]
        let entries = fields.entries(node, of: "propose", known: known)
        var made = LoopPlan.Proposals(models: ModelPlan(), solvers: ModelPlan())
        for entry in entries {
            switch entry.key {
            case "models": made.models = try models(entry, mustHaveURL: true)
            case "solvers": made.solvers = try models(entry, mustHaveURL: true)
            case "count": made.count = fields.integer(entry, in: 1...100_000) ?? 1
            case "examples": made.examples = fields.integer(entry, in: 1...50) ?? 1
            case "votes": made.votes = fields.integer(entry, in: 2...100) ?? 2
            case "agreement": made.agreement = fields.number(entry, in: 0.5...1) ?? 1
            default: made.mostAgreement = fields.number(entry, in: 0...1) ?? 1
            }
        }
        for name in ["models", "solvers"] where node[name] == nil {
            fields.fault(node.line, "propose has no \"\(name)\"", "a configuration of models")
        }
        let both = Set(made.models.models.map(\.name)).intersection(
            made.solvers.models.map(\.name))
        if let name = both.min() {
            fields.fault(
                node["solvers"]?.line ?? node.line, "\(name) would solve what it proposes",
                "solvers that are independent of the proposer")
        }
        plan.proposals = made
    }

    private mutating func sampling(_ node: YAMLNode) throws(SamplingError) {
        let known = [
            "models", "command", "server", "ready_seconds", "seconds", "rollouts",
            "evaluation_rollouts",
        ]
        var seconds = 3600.0
        let entries = fields.entries(node, of: "sample", known: known)
        for entry in entries where entry.key == "seconds" {
            seconds = fields.number(entry, in: 1...Self.longest) ?? seconds
        }
        for entry in entries {
            switch entry.key {
            case "models":
                plan.sampling.models = try models(entry, mustHaveURL: node["command"] == nil)
            case "command": plan.sampling.command = command(entry, seconds: seconds)
            case "server":
                // It ends with the work; what bounds that is the endpoint's own time for a request.
                plan.sampling.server = command(entry, seconds: Self.longest)
            case "ready_seconds":
                plan.sampling.readySeconds = fields.integer(entry, in: 1...86_400) ?? 1
            case "rollouts":
                if let found = AllocationReader.read(entry, &fields) {
                    plan.sampling.rollouts = found
                }
            case "evaluation_rollouts":
                plan.sampling.evaluationRollouts = fields.integer(entry, in: 1...1_000) ?? 1
            default: continue
            }
        }
        if node["models"] == nil {
            fields.fault(node.line, "sample has no \"models\"", "a configuration of models")
        }
        if plan.sampling.command != nil, plan.sampling.server != nil {
            fields.fault(node.line, "sample has a command and a server", "one of them")
        }
        if let words = plan.sampling.command?.words,
            !words.contains(where: { $0.contains("{answers}") })
        {
            fields.fault(
                node["command"]?.line ?? node.line, "the command does not say {answers}",
                "where the sampler writes")
        }
    }

    private mutating func training(_ node: YAMLNode) {
        let known = ["command", "seconds", "model", "history", "replay"]
        var seconds = 3600.0
        let entries = fields.entries(node, of: "train", known: known)
        for entry in entries where entry.key == "seconds" {
            seconds = fields.number(entry, in: 1...Self.longest) ?? seconds
        }
        for entry in entries {
            switch entry.key {
            case "command":
                if let command = command(entry, seconds: seconds) {
                    plan.training.command = command
                }
            case "model": plan.training.model = fields.text(entry).map(place)
            case "history":
                plan.training.history =
                    fields.choice(entry, of: LoopPlan.Training.History.self) ?? .all
            case "replay": plan.training.replay = fields.number(entry, in: 0...1) ?? 0
            default: continue
            }
        }
        if node["command"] == nil {
            fields.fault(node.line, "train has no \"command\"", "a list of words")
        } else if !plan.training.command.words.contains(where: { $0.contains("{out}") }) {
            fields.fault(
                node["command"]?.line ?? node.line, "the command does not say {out}",
                "where the trainer puts the checkpoint")
        }
    }

    private mutating func grounding(_ node: YAMLNode) {
        let known = ["depth", "without_real", "rewrites"]
        for entry in fields.entries(node, of: "grounding", known: known) {
            switch entry.key {
            case "depth": plan.grounding.depth = fields.integer(entry, in: 0...1_000) ?? 0
            case "without_real":
                plan.grounding.withoutReal = fields.number(entry, in: 0...1) ?? 0
            default: plan.grounding.rewrites = fields.flag(entry) ?? false
            }
        }
    }

    // MARK: Values

    private mutating func models(
        _ entry: YAMLNode.Entry, mustHaveURL: Bool
    ) throws(SamplingError) -> ModelPlan {
        guard let name = fields.text(entry) else { return ModelPlan() }
        let path = place(name)
        guard FileBytes.kind(path) == .file else {
            fields.fault(entry.value.line, "\(path) does not exist", "a configuration of models")
            return ModelPlan()
        }
        let models = try RunFile.read(path).models
        if models.endpoints.isEmpty
            || (mustHaveURL && models.endpoints.contains(where: \.url.isEmpty))
        {
            fields.fault(
                entry.value.line, "\(path) names no endpoint\(mustHaveURL ? " with a url" : "")",
                "endpoints: [{url: ..., models: [...]}]")
        }
        return models
    }

    private mutating func command(
        _ entry: YAMLNode.Entry, seconds: Double
    ) -> ExternalCommand? {
        let words = fields.texts(entry, atMost: 1_000)
        guard !words.isEmpty else { return nil }
        let command = ExternalCommand(words: words, seconds: seconds)
        if let unknown = command.unknown.first {
            fields.fault(
                entry.value.line, "\(unknown) is no placeholder",
                "known are "
                    + ExternalCommand.placeholders.map { "{\($0.name)}" }.joined(separator: ", "))
        }
        return command
    }

    /// Names of files are meant from the configuration's own folder.
    private mutating func files(_ entry: YAMLNode.Entry, orNames: Bool = false) -> [String] {
        fields.texts(entry, atMost: Self.mostFiles).map { name in
            let path = place(name)
            // A name of a shipped problem is no file.
            if orNames, FileBytes.kind(path) == nil { return name }
            return path
        }
    }

    private func place(_ name: String) -> String { name.hasPrefix("/") ? name : folder + name }
}

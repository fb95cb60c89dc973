internal import Glibc
package import LyditeCore
internal import LyditeFiles
internal import LyditeProblems

/// The file of `--config`: what a run is to make, and of which models.
package struct RunFile: Sendable {
    package var seed: Int?
    package var variants: Int?
    package var rollouts: Allocation?
    package var budget: Money?
    package var keepsReasoning: Bool?
    package var models = ModelPlan()
    /// What `lydite score` does; nil for a file of `lydite run`.
    package var score: ScorePlan?
    /// The part `curate`, which is read where its stages are known.
    package var curation: YAMLNode?
    /// The part `pair`, likewise.
    package var pairing: YAMLNode?

    private static let known = [
        "seed", "variants", "rollouts", "budget", "reasoning", "sampling", "prompts", "endpoints",
        "score", "curate", "pair",
    ]

    /// - Throws: `SamplingError.configuration` with every fault of the file, each with its line.
    package static func read(_ path: String) throws(SamplingError) -> RunFile {
        var reader = FieldReader(path: path)
        var file = RunFile()
        let root = try FieldReader.root(of: path)
        var endpoints = EndpointReader()
        for entry in reader.entries(root, of: "the configuration", known: known) {
            switch entry.key {
            case "seed": file.seed = reader.integer(entry, in: 0...Int.max)
            case "variants": file.variants = reader.integer(entry, in: 1...1_000_000)
            case "rollouts": file.rollouts = AllocationReader.read(entry, &reader)
            case "budget": file.budget = reader.money(entry)
            case "reasoning":
                file.keepsReasoning = reader.choice(entry, of: ReasoningChoice.self).map {
                    $0 == .keep
                }
            case "sampling": SamplingReader.read(entry.value, &reader, into: &file.models)
            case "prompts":
                file.models.prompts = try PromptListReader.read(entry, &reader, path: path)
            case "score": file.score = ScoreReader.read(entry.value, &reader)
            case "endpoints": endpoints.read(entry, &reader, into: &file.models)
            case "curate": file.curation = entry.value
            case "pair": file.pairing = entry.value
            default: continue
            }
        }
        endpoints.check(&reader, file.models)
        if root["score"] == nil, let line = root["prompts"]?.line,
            file.models.prompts.templates.contains(where: \.template.asksAboutResponse)
        {
            reader.fault(
                line, "a prompt asks about {response}", "a file with a part \"score\", for a judge")
        }
        guard reader.faults.isEmpty else { throw .configuration(reader.sortedFaults) }
        return file
    }
}

/// Whether exported rows hold a model's reasoning.
package enum ReasoningChoice: String, CaseIterable, Sendable {
    case drop
    case keep
}

/// The part `sampling`: parameters of every request.
private enum SamplingReader {
    private static let known = [
        "api", "temperature", "top_p", "max_tokens", "max_tokens_field", "n", "seed", "stop",
        "logprobs",
    ]

    static func read(_ node: YAMLNode, _ reader: inout FieldReader, into plan: inout ModelPlan) {
        for entry in reader.entries(node, of: "sampling", known: known) {
            switch entry.key {
            case "api":
                plan.interface =
                    reader.choice(entry, of: ModelPlan.Interface.self) ?? plan.interface
            case "temperature": plan.temperature = reader.number(entry, in: 0...5)
            case "top_p": plan.topP = reader.number(entry, in: 0...1)
            case "max_tokens":
                plan.maxTokens = reader.integer(entry, in: 1...1_000_000) ?? plan.maxTokens
            case "max_tokens_field":
                plan.maxTokensField =
                    reader.choice(entry, of: MaxTokensField.self)?.rawValue ?? plan.maxTokensField
            case "n":
                plan.choices =
                    reader.integer(entry, in: 1...ModelPlan.mostChoices) ?? plan.choices
            case "seed": plan.sendsSeed = reader.flag(entry) ?? plan.sendsSeed
            case "stop": plan.stop = reader.texts(entry, atMost: 16)
            case "logprobs": plan.logprobs = reader.flag(entry) ?? plan.logprobs
            default: continue
            }
        }
    }

    private enum MaxTokensField: String, CaseIterable {
        case old = "max_tokens"
        case new = "max_completion_tokens"
    }
}

extension ModelPlan {
    /// What servers grant for one request; the rollouts of a variant need several beyond.
    static let mostChoices = 128
}

/// The part `prompts`: files, each with a weight.
private enum PromptListReader {
    static func read(
        _ entry: YAMLNode.Entry, _ reader: inout FieldReader, path: String
    ) throws(SamplingError) -> PromptSet {
        var set = PromptSet()
        guard let items = entry.value.items, !items.isEmpty, items.count <= 1000 else {
            reader.wrong(entry, "a list of at most 1000 prompt files")
            return set
        }
        let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
        for item in items {
            var file = item.text
            var weight = 1
            if item.entries != nil {
                for field in reader.entries(item, of: "a prompt", known: ["file", "weight"]) {
                    switch field.key {
                    case "file": file = reader.text(field)
                    default: weight = reader.integer(field, in: 1...1_000_000) ?? 1
                    }
                }
            }
            guard let file, !file.isEmpty else {
                reader.fault(item.line, "a prompt names no file", "file: prompt.yaml")
                continue
            }
            let place = file.hasPrefix("/") ? file : folder + file
            do throws(SamplingError) {
                set.templates.append((try PromptReader.read(place), weight))
            } catch .file(let error) {
                reader.fault(item.line, error.description, "")
            }
        }
        return set
    }
}

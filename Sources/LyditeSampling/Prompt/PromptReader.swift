internal import LyditeCore
internal import LyditeFiles
internal import LyditeProblems

/// Reads prompt templates from YAML; every fault of a file is kept, with its line.
struct PromptReader {
    private static let known = ["for", "system", "examples", "user", "dimensions", "chat"]
    private static let exampleFields = ["user", "assistant"]
    private static let chatFields = ["system", "user", "assistant", "start"]
    /// More is a mistake of the file.
    private static let mostExamples = 100
    private static let mostValues = 10_000

    var fields: FieldReader

    init(path: String) { fields = FieldReader(path: path) }

    /// - Throws: `SamplingError.file` or `SamplingError.configuration`.
    static func read(_ path: String) throws(SamplingError) -> PromptTemplate {
        var reader = PromptReader(path: path)
        let template = reader.template(try FieldReader.root(of: path))
        guard let template, reader.fields.faults.isEmpty else {
            throw .configuration(reader.fields.sortedFaults)
        }
        return template
    }

    mutating func template(_ root: YAMLNode) -> PromptTemplate? {
        let entries = fields.entries(root, of: "the prompt", known: Self.known)
        let dimensions = self.dimensions(root["dimensions"])
        let names = PromptTemplate.names + dimensions.map(\.name)
        var scope = PromptTemplate.Scope.any
        var turns: [PromptTemplate.Turn] = []
        for entry in entries {
            switch entry.key {
            case "for": scope = fields.choice(entry, of: PromptTemplate.Scope.self) ?? scope
            case "user" where entry.value.text?.isEmpty == false: continue
            case "user": fields.fault(entry.line, "user is empty", "a text with {statement}")
            default: continue
            }
        }
        if let system = root["system"] { add(.system, system, names, to: &turns) }
        let examples = root["examples"]?.items ?? []
        if examples.count > Self.mostExamples {
            fields.fault(root.line, "\(examples.count) examples", "at most \(Self.mostExamples)")
        }
        for example in examples.prefix(Self.mostExamples) {
            _ = fields.entries(example, of: "an example", known: Self.exampleFields)
            guard let user = example["user"], let assistant = example["assistant"] else {
                fields.fault(example.line, "the example lacks a side", "user and assistant")
                continue
            }
            add(.user, user, names, to: &turns)
            add(.assistant, assistant, names, to: &turns)
        }
        guard let user = root["user"] else {
            fields.fault(root.line, "the prompt has no user turn", "user: with {statement} in it")
            return nil
        }
        add(.user, user, names, to: &turns)
        if turns.last?.content.has("statement") == false {
            fields.fault(user.line, "the user turn does not mention {statement}", "it must")
        }
        guard let chat = chat(root["chat"]) else { return nil }
        return PromptTemplate(
            turns: turns, dimensions: dimensions, chat: chat, scope: scope,
            digest: Digest(of: FieldReader.plain(root)))
    }

    private mutating func add(
        _ role: Prompt.Role, _ node: YAMLNode, _ names: [String],
        to turns: inout [PromptTemplate.Turn]
    ) {
        if let text = text(node, names) { turns.append(.init(role: role, content: text)) }
    }

    private mutating func text(_ node: YAMLNode, _ names: [String]) -> PromptText? {
        guard let text = node.text else {
            fields.fault(node.line, "\(node.kindName) where a text is due", "")
            return nil
        }
        do throws(PromptText.Fault) {
            return try PromptText(text, names: names)
        } catch {
            let hint: String
            if let unknown = error.unknown {
                hint =
                    Spelling.nearest(unknown, among: names).map { "did you mean {\($0)}?" }
                    ?? "known are \(names.joined(separator: ", ")); a brace itself is written {{"
            } else {
                hint = "a brace itself is written {{ or }}"
            }
            // A text of several lines begins below the mark that announces it.
            let isBlock = text.utf8.contains(10)
            fields.fault(node.line + error.lines + (isBlock ? 1 : 0), error.problem, hint)
            return nil
        }
    }

    private mutating func dimensions(_ node: YAMLNode?) -> [PromptTemplate.Dimension] {
        guard let node else { return [] }
        guard let entries = node.entries else {
            fields.fault(node.line, "dimensions is \(node.kindName)", "a mapping was expected")
            return []
        }
        return entries.compactMap { entry in
            if PromptTemplate.names.contains(entry.key) || entry.key == "prompt" {
                fields.fault(
                    entry.line, "the dimension \"\(entry.key)\" has a taken name", "another")
            }
            let values = fields.texts(entry, atMost: Self.mostValues)
            return values.isEmpty ? nil : .init(name: entry.key, values: values)
        }
    }

    private mutating func chat(_ node: YAMLNode?) -> PromptTemplate.Chat? {
        if let node { _ = fields.entries(node, of: "chat", known: Self.chatFields) }
        let plain = YAMLNode(json: "{content}\n\n")
        guard let system = text(node?["system"] ?? plain, ["content"]),
            let user = text(node?["user"] ?? plain, ["content"]),
            let assistant = text(node?["assistant"] ?? plain, ["content"])
        else { return nil }
        return .init(
            system: system, user: user, assistant: assistant, start: node?["start"]?.text ?? "")
    }
}

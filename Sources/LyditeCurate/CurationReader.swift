package import LyditeCore
internal import LyditeFiles
internal import LyditeProblems

/// Reads the part `curate` of a YAML file: a mapping of stages, each with its settings or nothing for the usual ones.
package struct CurationReader {
    private let path: String
    private let folder: String
    private var faults: [FileFault] = []

    private init(path: String) {
        self.path = path
        folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
    }

    /// Reads a file that is a mapping of stages, or has one as `curate`.
    package static func read(path: String) throws -> CurationPlan {
        let root = try root(of: path)
        return try read(root["curate"] ?? root, path: path)
    }

    private static func root(of path: String) throws -> YAMLNode {
        do {
            return try YAMLReader.read(try FileBytes.read(path), path: path)
        } catch let error as YAMLError {
            throw CurationError.configuration([
                FileFault(path: path, line: error.line, problem: error.problem)
            ])
        }
    }

    package static func read(
        _ node: YAMLNode, path: String
    ) throws(CurationError) -> CurationPlan {
        var reader = CurationReader(path: path)
        let plan = reader.plan(node)
        guard reader.faults.isEmpty else {
            throw .configuration(reader.faults.sorted { $0.line < $1.line })
        }
        return plan
    }

    /// The rules of pairs that a part `pair` gives, over others.
    package static func pairRules(
        _ node: YAMLNode, path: String, over rules: PairRules
    ) throws(CurationError) -> PairRules {
        var reader = CurationReader(path: path)
        let given = reader.settings(node, of: "pair", PairRules.options)
        let made = rules.with(given)
        if made == nil {
            reader.fault(node.line, "min-pass-rate is above max-pass-rate", "no more than it")
        }
        guard let made, reader.faults.isEmpty else {
            throw .configuration(reader.faults.sorted { $0.line < $1.line })
        }
        return made
    }

    /// Reads the rules of pairs of a file: its part `pair`, or all of it.
    package static func readPairRules(path: String, over rules: PairRules) throws -> PairRules {
        let root = try root(of: path)
        return try pairRules(root["pair"] ?? root, path: path, over: rules)
    }

    private mutating func plan(_ node: YAMLNode) -> CurationPlan {
        guard let entries = node.entries else {
            fault(node.line, "curate is \(node.kindName)", "a mapping of stages was expected")
            return CurationPlan([])
        }
        var stages: [CurationPlan.Stage] = []
        for entry in entries {
            guard let kind = CurationStageKind.named(entry.key) else {
                let names = CurationStageKind.all.map(\.name)
                fault(
                    entry.line, "there is no stage \"\(entry.key)\"",
                    Spelling.nearest(entry.key, among: names).map { "did you mean \"\($0)\"?" }
                        ?? "known are " + names.joined(separator: ", "))
                continue
            }
            if entry.value.text == "off" { continue }
            let settings = settings(entry.value, of: kind.name, kind.options)
            stages.append(CurationPlan.Stage(kind, .object(settings)))
        }
        // Splits are to hold whatever else is asked for, save where the file says otherwise.
        let isNamed = entries.contains { $0.key == HoldOutStage.kind.name }
        return isNamed ? CurationPlan(stages) : .holding(stages)
    }

    private mutating func settings(
        _ node: YAMLNode, of name: String, _ options: [CurationOption]
    ) -> [JSON.Member] {
        if let text = node.text {
            if !["", "on", "true", "~", "null"].contains(text) {
                fault(node.line, "\(name) is \"\(text.prefix(40))\"", "on, off or a mapping")
            }
            return []
        }
        var members: [JSON.Member] = []
        for entry in node.entries ?? [] {
            guard let option = options.first(where: { $0.name == entry.key }) else {
                let names = options.map(\.name)
                fault(
                    entry.line, "\(name) has no setting \"\(entry.key)\"",
                    Spelling.nearest(entry.key, among: names).map { "did you mean \"\($0)\"?" }
                        ?? "known are " + names.joined(separator: ", "))
                continue
            }
            guard let value = value(entry.value, option.kind) else {
                fault(
                    entry.value.line,
                    "\(entry.key) is \(entry.value.text.map { "\"\($0.prefix(40))\"" } ?? entry.value.kindName)",
                    Self.expected(option.kind) + " was expected")
                continue
            }
            members.append(JSON.Member(entry.key, value))
        }
        return members
    }

    private func value(_ node: YAMLNode, _ kind: CurationOption.Kind) -> JSON? {
        switch kind {
        case .integer(let range):
            return node.text.flatMap { Int($0) }.flatMap {
                range.contains($0) ? .integer(Int64($0)) : nil
            }
        case .number(let range):
            return node.text.flatMap { Double($0) }.flatMap {
                range.contains($0) ? .double($0) : nil
            }
        case .flag:
            return node.text == "true" ? true : node.text == "false" ? false : nil
        case .choice(let names):
            return node.text.flatMap { names.contains($0) ? .string($0) : nil }
        case .texts: return texts(node).map { .array($0.map { .string($0) }) }
        case .files:
            return texts(node).map { names in
                .array(names.map { .string($0.hasPrefix("/") ? $0 : folder + $0) })
            }
        case .numbers(let range):
            guard let entries = node.entries else { return nil }
            var members: [JSON.Member] = []
            for entry in entries {
                guard let value = entry.value.text.flatMap({ Double($0) }), range.contains(value)
                else { return nil }
                members.append(JSON.Member(entry.key, .double(value)))
            }
            return .object(members)
        }
    }

    /// One text stands for a list of one.
    private func texts(_ node: YAMLNode) -> [String]? {
        if let text = node.text { return text.isEmpty ? nil : [text] }
        guard let items = node.items else { return nil }
        let texts = items.compactMap(\.text)
        return texts.count == items.count && texts.count <= 10_000 ? texts : nil
    }

    private static func expected(_ kind: CurationOption.Kind) -> String {
        switch kind {
        case .integer(let range):
            "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: "true or false"
        case .choice(let names): "one of " + names.joined(separator: ", ")
        case .texts: "a list of texts"
        case .files: "a list of files"
        case .numbers(let range):
            "a mapping of numbers from \(range.lowerBound) to \(range.upperBound)"
        }
    }

    private mutating func fault(_ line: Int, _ problem: String, _ expected: String) {
        faults.append(FileFault(path: path, line: line, problem: problem, expected: expected))
    }
}

extension YAMLNode {
    /// Deeper than any file of ours goes; what lies below is read as empty.
    private static let maximumDepth = 12

    /// JSON in the place of YAML, for readers that know their fields as YAML; all of it on line 1.
    package init(json: JSON) { self.init(json: json, depth: 0) }

    private init(json: JSON, depth: Int) {
        let content: Content =
            switch json {
            case .string(let text): .scalar(text)
            case .integer(let value): .scalar(String(value))
            case .bool(let value): .scalar(value ? "true" : "false")
            case .array(let items) where depth < Self.maximumDepth:
                .sequence(items.map { YAMLNode(json: $0, depth: depth + 1) })
            case .object(let members) where depth < Self.maximumDepth:
                .mapping(
                    members.map { member in
                        Entry(
                            key: member.key, line: 1,
                            value: YAMLNode(json: member.value, depth: depth + 1))
                    })
            default: .scalar("")
            }
        self.init(content: content, line: 1, isQuoted: false)
    }
}

/// One node of a YAML document, untyped: the reader of a field decides what its text means.
///
/// So `no` stays the text "no", and 1.50 keeps its zero.
package struct YAMLNode: Sendable {
    package enum Content: Sendable {
        case scalar(String)
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    package struct Entry: Sendable {
        package var key: String
        package var line: Int
        package var value: YAMLNode
    }

    package var content: Content
    /// Line of the node's first character, from 1.
    package var line: Int
    /// Whether a scalar was quoted, so that an empty or null-like text is meant.
    package var isQuoted: Bool
}

extension YAMLNode {
    package var text: String? {
        if case .scalar(let text) = content { text } else { nil }
    }

    package var items: [YAMLNode]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    package var entries: [Entry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    package subscript(key: String) -> YAMLNode? {
        entries?.first { $0.key == key }?.value
    }

    /// What the node is, for messages: "a list", "a mapping" or "a value".
    package var kindName: String {
        switch content {
        case .scalar: "a value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

internal import CYAML

/// Reads one YAML document into nodes with libyaml; bounded in size, depth and number of nodes.
///
/// Aliases and several documents are refused: a file is a plain tree, and a bomb of aliases cannot be written.
package struct YAMLReader {
    /// A problem file is a few KiB; a MiB is a mistake or an attack.
    package static let maximumBytes = 1 << 20
    package static let maximumDepth = 32
    package static let maximumNodes = 100_000

    private var parser = yaml_parser_t()
    private let path: String
    private var nodes = 0

    private init(path: String) { self.path = path }

    /// Reads `bytes`; `path` only names the document in errors.
    package static func read(_ bytes: [UInt8], path: String) throws(YAMLError) -> YAMLNode {
        guard bytes.count <= maximumBytes else {
            throw YAMLError(
                path: path, line: 1, problem: "the file is larger than \(maximumBytes) bytes")
        }
        var reader = YAMLReader(path: path)
        return try bytes.withUnsafeBufferPointer { buffer throws(YAMLError) -> YAMLNode in
            guard yaml_parser_initialize(&reader.parser) == 1 else {
                throw YAMLError(path: path, line: 1, problem: "out of memory")
            }
            defer { yaml_parser_delete(&reader.parser) }
            yaml_parser_set_input_string(&reader.parser, buffer.baseAddress, buffer.count)
            return try reader.document()
        }
    }

    private mutating func document() throws(YAMLError) -> YAMLNode {
        try expect(YAML_STREAM_START_EVENT)
        var event = try next()
        guard event.type == YAML_DOCUMENT_START_EVENT else {
            yaml_event_delete(&event)
            throw YAMLError(
                path: path, line: 1, problem: "the file is empty; a mapping was expected")
        }
        yaml_event_delete(&event)
        let root = try node(from: try next(), depth: 0)
        try expect(YAML_DOCUMENT_END_EVENT)
        var end = try next()
        defer { yaml_event_delete(&end) }
        guard end.type == YAML_STREAM_END_EVENT else {
            throw YAMLError(
                path: path, line: line(of: end), problem: "a second document; only one is read")
        }
        return root
    }

    /// Consumes `event`, and everything up to its end where it opens a collection.
    private mutating func node(from event: yaml_event_t, depth: Int) throws(YAMLError) -> YAMLNode {
        var event = event
        defer { yaml_event_delete(&event) }
        let line = line(of: event)
        nodes += 1
        guard nodes <= Self.maximumNodes, depth <= Self.maximumDepth else {
            throw YAMLError(path: path, line: line, problem: "too many nodes, or nested too deeply")
        }
        switch event.type {
        case YAML_SCALAR_EVENT:
            let text = string(event.data.scalar.value, event.data.scalar.length)
            let isQuoted = event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE
            return YAMLNode(content: .scalar(text), line: line, isQuoted: isQuoted)
        case YAML_SEQUENCE_START_EVENT:
            return YAMLNode(content: .sequence(try items(depth)), line: line, isQuoted: false)
        case YAML_MAPPING_START_EVENT:
            return YAMLNode(content: .mapping(try entries(depth)), line: line, isQuoted: false)
        case YAML_ALIAS_EVENT:
            throw YAMLError(
                path: path, line: line, problem: "an alias; write the value out instead")
        default:
            throw YAMLError(path: path, line: line, problem: "a value was expected")
        }
    }

    private mutating func items(_ depth: Int) throws(YAMLError) -> [YAMLNode] {
        var items: [YAMLNode] = []
        while true {
            var event = try next()
            if event.type == YAML_SEQUENCE_END_EVENT {
                yaml_event_delete(&event)
                return items
            }
            items.append(try node(from: event, depth: depth + 1))
        }
    }

    private mutating func entries(_ depth: Int) throws(YAMLError) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        var seen: Set<String> = []
        while true {
            var event = try next()
            if event.type == YAML_MAPPING_END_EVENT {
                yaml_event_delete(&event)
                return entries
            }
            let key = try node(from: event, depth: depth + 1)
            guard let name = key.text else {
                throw YAMLError(
                    path: path, line: key.line, problem: "a key must be text, not \(key.kindName)")
            }
            guard seen.insert(name).inserted else {
                throw YAMLError(path: path, line: key.line, problem: "\"\(name)\" is given twice")
            }
            let value = try node(from: try next(), depth: depth + 1)
            entries.append(YAMLNode.Entry(key: name, line: key.line, value: value))
        }
    }

    private mutating func expect(_ type: yaml_event_type_t) throws(YAMLError) {
        var event = try next()
        defer { yaml_event_delete(&event) }
        guard event.type == type else {
            throw YAMLError(path: path, line: line(of: event), problem: "not one YAML document")
        }
    }

    private mutating func next() throws(YAMLError) -> yaml_event_t {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else {
            let problem = parser.problem.map { String(cString: $0) } ?? "not YAML"
            let context = parser.context.map { " " + String(cString: $0) } ?? ""
            let line = Int(max(parser.problem_mark.line, parser.context_mark.line)) + 1
            throw YAMLError(path: path, line: line, problem: problem + context)
        }
        return event
    }

    private func line(of event: yaml_event_t) -> Int { Int(event.start_mark.line) + 1 }

    private func string(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> String {
        String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}

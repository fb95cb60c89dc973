package import LyditeCore
internal import LyditeFiles
package import LyditeProblems

/// Typed reading of the fields of a YAML file; every fault is kept, with its line.
package struct FieldReader {
    package let path: String
    package private(set) var faults: [FileFault] = []

    package init(path: String) { self.path = path }

    package var sortedFaults: [FileFault] { faults.sorted { $0.line < $1.line } }

    package static func root(of path: String) throws(SamplingError) -> YAMLNode {
        do {
            return try YAMLReader.read(try FileBytes.read(path), path: path)
        } catch let error as FileError {
            throw .file(error)
        } catch let error as YAMLError {
            throw .configuration([FileFault(path: path, line: error.line, problem: error.problem)])
        } catch {
            preconditionFailure("reading a file fails in no other way: \(error)")
        }
    }

    package mutating func fault(_ line: Int, _ problem: String, _ expected: String) {
        faults.append(FileFault(path: path, line: line, problem: problem, expected: expected))
    }

    /// The fields of a mapping, after a look at their names.
    package mutating func entries(
        _ node: YAMLNode, of what: String, known: [String]
    ) -> [YAMLNode.Entry] {
        guard let entries = node.entries else {
            fault(node.line, "\(what) is \(node.kindName)", "a mapping was expected")
            return []
        }
        for entry in entries where !known.contains(entry.key) {
            let nearest = Spelling.nearest(entry.key, among: known)
            fault(
                entry.line, "\(what) has no field \"\(entry.key)\"",
                nearest.map { "did you mean \"\($0)\"?" }
                    ?? "known are " + known.joined(separator: ", "))
        }
        return entries.filter { known.contains($0.key) }
    }

    package mutating func text(_ entry: YAMLNode.Entry) -> String? {
        if let text = entry.value.text, !text.isEmpty { return text }
        wrong(entry, "a text")
        return nil
    }

    package mutating func integer(_ entry: YAMLNode.Entry, in range: ClosedRange<Int>) -> Int? {
        if let value = entry.value.text.flatMap({ Int($0) }), range.contains(value) { return value }
        wrong(entry, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    package mutating func number(_ entry: YAMLNode.Entry, in range: ClosedRange<Double>) -> Double?
    {
        if let value = entry.value.text.flatMap({ Double($0) }), range.contains(value) {
            return value
        }
        wrong(entry, "a number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    package mutating func seconds(_ entry: YAMLNode.Entry) -> Duration? {
        number(entry, in: 0.001...86_400).map { .seconds($0) }
    }

    package mutating func flag(_ entry: YAMLNode.Entry) -> Bool? {
        switch entry.value.text {
        case "true": return true
        case "false": return false
        default:
            wrong(entry, "true or false")
            return nil
        }
    }

    package mutating func money(_ entry: YAMLNode.Entry) -> Money? {
        if let money = entry.value.text.flatMap({ Money(text: $0) }) { return money }
        wrong(entry, "an amount of money such as 2.50")
        return nil
    }

    package mutating func choice<T: CaseIterable & RawRepresentable>(
        _ entry: YAMLNode.Entry, of type: T.Type
    ) -> T? where T.RawValue == String {
        if let value = entry.value.text.flatMap({ T(rawValue: $0) }) { return value }
        wrong(entry, "one of " + T.allCases.map(\.rawValue).joined(separator: ", "))
        return nil
    }

    package mutating func texts(_ entry: YAMLNode.Entry, atMost maximum: Int) -> [String] {
        let items = entry.value.items ?? []
        let texts = items.compactMap(\.text)
        guard !items.isEmpty, texts.count == items.count, items.count <= maximum else {
            wrong(entry, "a list of at most \(maximum) texts")
            return []
        }
        return texts
    }

    package mutating func wrong(_ entry: YAMLNode.Entry, _ expected: String) {
        let found = entry.value.text.map { "\"\($0.prefix(60))\"" } ?? entry.value.kindName
        fault(entry.value.line, "\(entry.key) is \(found)", "\(expected) was expected")
    }

    /// The file's content as JSON texts, for its digest.
    package static func plain(_ node: YAMLNode) -> JSON {
        switch node.content {
        case .scalar(let text): .string(text)
        case .sequence(let items): .array(items.map(plain))
        case .mapping(let entries):
            .object(entries.map { JSON.Member($0.key, plain($0.value)) })
        }
    }

    /// A value as YAML's core schema types it: quoted is text, and so is what is no number, truth value or null.
    package static func typed(_ node: YAMLNode) -> JSON {
        switch node.content {
        case .scalar(let text):
            if node.isQuoted { return .string(text) }
            return (try? JSONParser.parse(text)) ?? .string(text)
        case .sequence(let items): return .array(items.map(typed))
        case .mapping(let entries):
            return .object(entries.map { JSON.Member($0.key, typed($0.value)) })
        }
    }
}

internal import LyditeCore
internal import LyditeFiles

/// Finds what PROBLEM arguments stand for: files, folders, `topic/slug` of the shipped problems, imported JSONL.
package struct ProblemCatalog: Sendable {
    private let home: String

    /// - Parameter home: The folder that holds `Problems`.
    package init(home: String) { self.home = home }

    /// The entries of all arguments in their order; of the shipped problems where there are none.
    package func entries(_ arguments: [String]) throws -> [ProblemEntry] {
        guard !arguments.isEmpty else {
            return try folder(home + "/Problems/math") + folder(home + "/Problems/code")
        }
        var entries: [ProblemEntry] = []
        for argument in arguments { entries += try self.entries(argument) }
        return entries
    }

    private func entries(_ argument: String) throws -> [ProblemEntry] {
        switch FileBytes.kind(argument) {
        case .file: return [try file(argument)]
        case .folder:
            return try folder(argument.hasSuffix("/") ? String(argument.dropLast()) : argument)
        case .other: return [.rows(path: argument)]
        case nil: return [try shipped(argument)]
        }
    }

    private func file(_ path: String) throws -> ProblemEntry {
        if path.hasSuffix(".yaml") || path.hasSuffix(".yml") { return .family(try family(path)) }
        guard path.hasSuffix(".jsonl") else { throw ProblemError.unknownKind(path: path) }
        return .rows(path: path)
    }

    /// Everything below a folder, by name; a folder with problem.yaml is one code problem.
    private func folder(_ path: String) throws -> [ProblemEntry] {
        if FileBytes.kind(path + "/problem.yaml") == .file {
            return [.code(try CodeProblemLoader.load(folder: path))]
        }
        var entries: [ProblemEntry] = []
        for name in try FileBytes.names(in: path) {
            let child = path + "/" + name
            switch FileBytes.kind(child) {
            // The verifier's corpus holds answer pairs, not problems.
            case .folder where name != "verifier": entries += try folder(child)
            case .file where name.hasSuffix(".yaml"): entries.append(.family(try family(child)))
            default: continue
            }
        }
        return entries
    }

    private func shipped(_ name: String) throws -> ProblemEntry {
        let family = "\(home)/Problems/math/\(name).yaml"
        if FileBytes.kind(family) == .file { return .family(try self.family(family)) }
        let code = "\(home)/Problems/code/\(name)"
        if FileBytes.kind(code + "/problem.yaml") == .file {
            return .code(try CodeProblemLoader.load(folder: code))
        }
        throw ProblemError.unknown(
            name: name, nearest: Spelling.nearest(name, among: shippedNames()))
    }

    /// `topic/slug` of every shipped problem.
    package func shippedNames() -> [String] {
        var names: [String] = []
        for kind in ["math", "code"] {
            // A missing folder has no names; what was asked for is reported as unknown.
            let root = "\(home)/Problems/\(kind)"
            for topic in (try? FileBytes.names(in: root)) ?? [] {
                for name in (try? FileBytes.names(in: root + "/" + topic)) ?? [] {
                    names.append(
                        topic + "/" + (name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name))
                }
            }
        }
        return names
    }

    private func family(_ path: String) throws -> Family {
        try Family.load(path: path, bytes: try FileBytes.read(path))
    }
}

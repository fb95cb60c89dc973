internal import LyditeCore
internal import LyditeFiles

/// Finds what PROBLEM arguments stand for: files, folders, `topic/slug` of the shipped problems, imported JSONL.
package struct ProblemCatalog: Sendable {
    private let home: String

    /// - Parameter home: The folder that holds `Problems`.
    package init(home: String) { self.home = home }

    /// What the arguments stand for, and what of it cannot be used.
    package struct Found: Sendable {
        package var entries: [ProblemEntry] = []
        package var broken: [BrokenProblem] = []

        /// Every fault of every broken problem.
        package var faults: [FileFault] { broken.flatMap(\.faults) }
    }

    /// The entries of all arguments in their order; of the shipped problems where there are none.
    ///
    /// - Throws: ``ProblemError/faults(_:)`` with the faults of all broken problems at once.
    package func entries(_ arguments: [String]) throws -> [ProblemEntry] {
        let found = try find(arguments)
        guard found.broken.isEmpty else { throw ProblemError.faults(found.faults) }
        return found.entries
    }

    /// The entries of all arguments, and apart from them the problems that cannot be used.
    package func find(_ arguments: [String]) throws -> Found {
        var found = Found()
        guard !arguments.isEmpty else {
            try folder(home + "/Problems/math", &found)
            try folder(home + "/Problems/code", &found)
            return found
        }
        for argument in arguments { try find(argument, &found) }
        return found
    }

    private func find(_ argument: String, _ found: inout Found) throws {
        switch FileBytes.kind(argument) {
        case .file: try file(argument, &found)
        case .folder:
            try folder(argument.hasSuffix("/") ? String(argument.dropLast()) : argument, &found)
        case .other: found.entries.append(.rows(path: argument))
        case nil: try shipped(argument, &found)
        }
    }

    private func file(_ path: String, _ found: inout Found) throws {
        if path.hasSuffix(".yaml") || path.hasSuffix(".yml") { return try family(path, &found) }
        guard path.hasSuffix(".jsonl") else { throw ProblemError.unknownKind(path: path) }
        found.entries.append(.rows(path: path))
    }

    /// Everything below a folder, by name; a folder with problem.yaml is one code problem.
    private func folder(_ path: String, _ found: inout Found) throws {
        if FileBytes.kind(path + "/problem.yaml") == .file { return try code(path, &found) }
        for name in try FileBytes.names(in: path) {
            let child = path + "/" + name
            switch FileBytes.kind(child) {
            // The verifier's corpus holds answer pairs, not problems.
            case .folder where name != "verifier": try folder(child, &found)
            case .file where name.hasSuffix(".yaml"): try family(child, &found)
            default: continue
            }
        }
    }

    private func shipped(_ name: String, _ found: inout Found) throws {
        let family = "\(home)/Problems/math/\(name).yaml"
        if FileBytes.kind(family) == .file { return try self.family(family, &found) }
        let code = "\(home)/Problems/code/\(name)"
        if FileBytes.kind(code + "/problem.yaml") == .file { return try self.code(code, &found) }
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

    private func family(_ path: String, _ found: inout Found) throws {
        let bytes = try FileBytes.read(path)
        do throws(ProblemError) {
            found.entries.append(.family(try Family.load(path: path, bytes: bytes)))
        } catch {
            found.broken.append(try BrokenProblem(path: path, isFamily: true, error))
        }
    }

    private func code(_ folder: String, _ found: inout Found) throws {
        do throws(ProblemError) {
            found.entries.append(.code(try CodeProblemLoader.load(folder: folder)))
        } catch {
            found.broken.append(try BrokenProblem(path: folder, isFamily: false, error))
        }
    }
}

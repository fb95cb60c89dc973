internal import LyditeCore
package import LyditeFiles

/// Problems from folders that other judges use: one problem's folder, or a folder of such.
package struct FolderImporter {
    /// Faults of the packages, each with its file and line, in the order of the packages.
    package private(set) var faults: [FileFault] = []

    private let format: ImportFormat

    package init(format: ImportFormat) { self.format = format }

    /// - Throws: Where the folder itself cannot be read; what is wrong within is a fault.
    package mutating func problems(in path: String) throws(FileError) -> [ImportedProblem] {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let folder = BoundedFolder(path)
        if format == .quixbugs { return QuixBugsImporter.problems(in: folder, &faults) }
        let mark = format == .kattis ? "problem.yaml" : "init.yml"
        if try folder.kind(mark) != nil { return problem(folder).map { [$0] } ?? [] }
        var problems: [ImportedProblem] = []
        for name in try folder.names() where try folder.kind(name) == .folder {
            guard try folder.kind(name + "/" + mark) != nil else { continue }
            if let problem = problem(BoundedFolder(path + "/" + name)) { problems.append(problem) }
        }
        return problems
    }

    private mutating func problem(_ folder: BoundedFolder) -> ImportedProblem? {
        format == .kattis
            ? KattisImporter.problem(in: folder, &faults)
            : DMOJImporter.problem(in: folder, &faults)
    }
}

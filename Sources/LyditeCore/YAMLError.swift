/// A YAML document that cannot be read, with its place.
package struct YAMLError: Error, Hashable, CustomStringConvertible {
    package var path: String
    package var line: Int
    package var problem: String

    package init(path: String, line: Int, problem: String) {
        self.path = path
        self.line = line
        self.problem = problem
    }

    package var description: String { "\(path):\(line): \(problem)" }
}

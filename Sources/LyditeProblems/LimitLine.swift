/// Puts a measured CPU limit into the text of a problem.yaml.
package enum LimitLine {
    /// The text with the limit at its end; nil where it has a field `limits` already, which only a
    /// person may change.
    package static func stored(_ limit: Duration, in text: String) -> String? {
        guard !text.split(separator: "\n").contains(where: { $0.hasPrefix("limits:") }) else {
            return nil
        }
        let end = text.isEmpty || text.hasSuffix("\n") ? "" : "\n"
        return text + end + "limits: {cpuSeconds: \(limit.components.seconds)}\n"
    }
}

internal import LyditeCore

/// What the card says of the scores that traces got, from what `lydite score` stored of each.
enum ScoreNotes {
    static let prefix = "score:"

    static func lines(_ facts: [String: String]) -> [(String, String)] {
        facts.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }
            .map { key, text in
                let name = String(key.dropFirst(prefix.count))
                let json = (try? JSONParser.parse(text)) ?? .null
                return ("score `\(name)`, against executed verdicts", line(json))
            }
    }

    private static func line(_ json: JSON) -> String {
        var parts = ["precision", "recall"].compactMap { name -> String? in
            guard let share = json["calibration"]?[name]?["share"]?.doubleValue else { return nil }
            return "\(name) \((share * 1000).rounded() / 1000)"
        }
        if let refusal = json["refusal"]?.stringValue { parts.append("not used: \(refusal)") }
        let own = (json["ownFamily"]?.arrayValue ?? []).compactMap(\.stringValue)
        if !own.isEmpty {
            parts.append("judged by \(own.joined(separator: ", ")), of a generator's own family")
        }
        return parts.isEmpty ? "no decided trace" : parts.joined(separator: ", ")
    }
}

import LyditeCore
import LyditeMath

/// One row of the verifier's regression corpus.
struct CorpusRow: Sendable {
    enum Group: String, Sendable { case trap, bomb }

    var id: String
    var kind: String
    var group: Group?
    var gold: [UInt8]
    /// The answer, or the whole response.
    var pred: [UInt8]
    var isResponse: Bool
    var spec: AnswerSpec
    /// Verdicts that are right: a code ("undecided:budget"), or a name for all its codes.
    var expected: [String]
    /// What the equations of a response come to, by the members of a report.
    var equations: [String: Int]
    /// Whether gold and answer may change places.
    var isSymmetric: Bool
    var why: String

    init?(json: JSON) {
        guard let id = json["id"]?.stringValue, let kind = json["kind"]?.stringValue,
            let gold = json["gold"]?.stringValue, let why = json["why"]?.stringValue,
            let pred = (json["pred"] ?? json["response"])?.stringValue
        else { return nil }
        self.id = id
        self.kind = kind
        self.gold = Array(gold.utf8)
        self.pred = Array(pred.utf8)
        self.why = why
        isResponse = json["response"] != nil
        isSymmetric = json["symmetric"]?.boolValue ?? true
        switch json["expected"] {
        case .string(let code)?: expected = [code]
        case .array(let codes)?: expected = codes.compactMap(\.stringValue)
        default: return nil
        }
        if let name = json["group"]?.stringValue {
            guard let known = Group(rawValue: name) else { return nil }
            group = known
        }
        spec = .plain
        if let json = json["spec"] {
            guard let read = try? AnswerSpec(json: json) else { return nil }
            spec = read
        }
        equations = [:]
        for member in json["equations"]?.members ?? [] {
            guard case .integer(let count) = member.value else { return nil }
            equations[member.key] = Int(count)
        }
    }

    func verdict() -> MathVerdict {
        isResponse
            ? MathChecker.check(gold: gold, response: pred, spec: spec, extraction: .full)
            : MathChecker.check(gold: gold, pred: pred, spec: spec)
    }

    func allows(_ verdict: Verdict) -> Bool {
        expected.contains(verdict.code) || expected.contains(verdict.name)
    }
}

package import LyditeCore

/// One row of a corpus: what a verifier gets, and the verdicts that are right for it.
package struct LabelledRow: Sendable {
    package var id: String
    /// Groups rows in tables; the file's own word.
    package var kind: String
    /// The row as a verifier sees it, without labels and with its place as id.
    package var input: JSON
    /// Of the input alone: a row whose words changed is another row.
    package var inputDigest: Digest
    /// nil where the row has no label.
    package var label: Label?
    /// Whether both answers may change places.
    var isSymmetric: Bool
    package var file: String
    package var line: Int

    /// The fields that decide a verdict; everything else in a row is about the row.
    private static let inputFields: Set<String> = [
        "gold", "pred", "response", "pred_b64", "response_b64", "spec", "language", "entry_point",
        "solution", "cases", "compare", "limits", "tests", "setup", "prompt", "completion", "types",
        "isolate_cases", "added_cases",
    ]

    /// - Parameters:
    ///   - place: The row's place in the whole corpus, its id on the way to a verifier.
    ///   - defaultID: Names a row without an id; nil refuses such a row.
    package init(
        _ row: RowReader, place: Int, file: String, line: Int, defaultID: String? = nil
    ) throws(RowError) {
        switch row["id"] {
        case nil where defaultID != nil: id = defaultID ?? ""
        case .string(let text): id = text
        case .integer(let number): id = String(number)
        case .bigInteger(let digits): id = digits
        default: throw row.wrong("id", "a string or a whole number")
        }
        kind = try row.firstText("kind", "group") ?? "other"
        let members = (row.json.members ?? []).filter { Self.inputFields.contains($0.key) }
        inputDigest = Digest(of: .object(members))
        input = .object([JSON.Member("id", .integer(Int64(place)))] + members)
        label = try Label(row)
        isSymmetric = row["symmetric"] != .bool(false)
        self.file = file
        self.line = line
    }

    /// Gives the row another place, by which a verifier's answer finds it.
    mutating func place(_ place: Int) {
        input = .object(
            [JSON.Member("id", .integer(Int64(place)))]
                + (input.members ?? []).filter { $0.key != "id" })
    }

    /// The row with other texts, for ``Rewrite``.
    func with(_ changes: [String: JSON]) -> LabelledRow {
        var row = self
        row.input = .object(
            (input.members ?? []).map { JSON.Member($0.key, changes[$0.key] ?? $0.value) })
        return row
    }
}

package import LyditeCore

extension Family {
    /// Reads the `family` member of a lifted row; its topic is `lifted`, its slug the row's id.
    ///
    /// A lifted family has the one wording of its source. Its check is its derivation in one
    /// formula, so that its proof is weaker than that of a written family: `lift` says how much.
    package static func lifted(id: String, json: JSON) throws(ProblemError) -> Family {
        let path = "lifted/\(slug(id)).yaml"
        guard case .object(let members) = json else {
            throw .faults([FileFault(path: path, line: 1, problem: "the family is no mapping")])
        }
        var reader = FamilyReader(path: path)
        reader.leastStatements = 1
        let node = YAMLNode(
            json: .object(members.filter { $0.key != "lift" }))
        let digest = Digest(of: json)
        var family = reader.family(node, digest: digest)
        if let family { reader.checkNames(of: family) }
        if let family, reader.faults.isEmpty { reader.checkOriginal(of: family) }
        family?.lift = json["lift"]
        guard let family, reader.faults.isEmpty else { throw .faults(reader.faults) }
        return family
    }

    /// The id without what has a meaning in paths.
    private static func slug(_ id: String) -> String {
        let kept = id.utf8.prefix(80).map { byte -> UInt8 in
            LiftLexeme.isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
                ? byte : UInt8(ascii: "-")
        }
        return kept.isEmpty ? "row" : String(decoding: kept, as: UTF8.self)
    }
}

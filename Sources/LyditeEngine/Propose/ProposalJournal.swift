internal import LyditeCore
internal import LyditeFiles

/// The proposals that were paid for, in their order, until the output is whole.
struct ProposalJournal {
    /// Those of an earlier call that ended in the middle.
    let proposals: [Proposal]
    /// Money that earlier calls spent, also on what did not become a proposal.
    private(set) var spent = Money.zero
    private let file: JournalFile

    /// - Throws: `EngineError.otherProposals` where another plan began the file.
    init(_ path: String, configuration: JSON) throws {
        file = try JournalFile(path)
        let own = Digest(of: configuration).description
        guard let first = file.lines.first else {
            proposals = []
            try file.add(Array(own.utf8))
            return
        }
        guard first.elementsEqual(own.utf8) else { throw EngineError.otherProposals(path) }
        var found: [Proposal] = []
        for line in file.lines.dropFirst() {
            guard let json = try? JSONParser.parse(line), let pico = json["spent"]?.intValue else {
                throw EngineError.otherProposals(path)
            }
            spent = Money(pico: Int64(pico))
            if json["row"] == nil { continue }
            guard let proposal = Proposal(json) else { throw EngineError.otherProposals(path) }
            found.append(proposal)
        }
        proposals = found
    }

    func add(_ proposal: Proposal, spent: Money) throws(FileError) {
        try add(.object((proposal.json.members ?? []) + Self.members(spent)))
    }

    func note(spent: Money) throws(FileError) { try add(.object(Self.members(spent))) }

    private func add(_ json: JSON) throws(FileError) { try file.add(Array(json.text.utf8)) }

    private static func members(_ spent: Money) -> [JSON.Member] {
        [JSON.Member("spent", .integer(spent.pico))]
    }
}

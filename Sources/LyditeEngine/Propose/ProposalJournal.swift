internal import LyditeCore
internal import LyditeFiles

/// The proposals that were paid for, in their order, until the output is whole.
struct ProposalJournal {
    /// Those of an earlier call that ended in the middle.
    let proposals: [Proposal]
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
        proposals = file.lines.dropFirst().compactMap { line in
            (try? JSONParser.parse(line)).flatMap { Proposal($0) }
        }
        guard proposals.count == file.lines.count - 1 else {
            throw EngineError.otherProposals(path)
        }
    }

    func add(_ proposal: Proposal) throws(FileError) {
        try file.add(Array(proposal.json.text.utf8))
    }
}

internal import LyditeCore
internal import LyditeSampling

/// What a proposer is shown where the configuration has no prompts of its own: `{statement}` is the source, or the sources.
enum ProposalPrompt {
    static func text(_ kind: ProposalPlan.Kind) -> String {
        switch kind {
        case .rephrase:
            """
            Here is a problem:

            {statement}

            Say it in other words, as another person would: another order, another sentence structure, another tone. Keep every
            number and every fact, and ask for the same. Do not solve it. Write only the new problem, between <problem>
            and </problem>.
            """
        case .problems:
            """
            Here are some problems:

            {statement}

            Write one new problem of the same kind that none of them is, with another situation and other steps. It must have
            exactly one answer, which can be checked. Do not solve it. Write only the problem, between <problem> and
            </problem>.
            """
        case .cases:
            """
            Here is a programming task:

            {statement}

            People often solve it almost: their program works on usual inputs and fails on unusual ones. Write inputs that
            keep to the task and on which such a program fails. Write one JSON array, in which each item is the array of
            arguments of one call.
            """
        }
    }
}

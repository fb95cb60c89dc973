package import LyditeStore
internal import LyditeCore

/// The data set card: README.md with the front matter that data set hubs and `datasets` read.
package struct DataSetCard: Sendable {
    package var files: [DataSetWriter.File]
    package var totals: StoreTotals
    package var seed: UInt64
    package var lengthBias: Double?
    package var configDigest: String
    /// Splits without a row, as `config/split`.
    package var emptySplits: [String]
    /// Rows that curation left out: stage, reason, number.
    package var curation: [(stage: String, reason: String, count: Int)] = []
    package var notes: [(String, String)] = []
    package var syntheticShare: Double?
    package var meanDepth: Double?

    package init(
        files: [DataSetWriter.File], totals: StoreTotals, seed: UInt64, lengthBias: Double?,
        configDigest: String,
        emptySplits: [String]
    ) {
        self.files = files
        self.totals = totals
        self.seed = seed
        self.lengthBias = lengthBias
        self.configDigest = configDigest
        self.emptySplits = emptySplits
    }

    package var text: String { frontMatter + body }

    private var frontMatter: String {
        var lines = [
            "---", "license: \(licence)", "language:", "- en",
            "pretty_name: Lydite verified traces",
        ]
        lines += ["size_categories:", "- \(sizeCategory)", "task_categories:", "- text-generation"]
        lines += ["tags:", "- verified", "- synthetic", "- sft", "- dpo"]
        lines.append("configs:")
        for config in configs {
            lines += ["- config_name: \(config)", "  data_files:"]
            for file in files where file.config == config {
                lines += ["  - split: \(file.split)", "    path: \(file.path)"]
            }
        }
        return lines.joined(separator: "\n") + "\n---\n\n"
    }

    private var body: String {
        """
        # Verified traces

        Made by Lydite \(Version.lydite) (verifier \(Version.verifier)), seed \(seed), configuration `\(configDigest)`.
        Every row has a verdict: math by exact comparison of the final answer and of every equation in the text, code by
        running it in a sandbox against cases that the program never sees.

        | what | number |
        | --- | --- |
        | source problems | \(totals.problems) |
        | variants, sources among them | \(totals.variants) |
        | traces | \(totals.rollouts) |
        | correct / incorrect / undecided | \(totals.correct) / \(totals.incorrect) / \(totals.undecided) |
        | correct answer over a wrong equation (never trained on) | \(totals.wrongSteps) |
        | pairs | \(totals.pairs) |
        | "longer wins" would predict a pair's label (AUC, 0.5 is best) | \(lengthBias.map { "\($0)" } ?? "no pairs") |
        \(Self.table(notes + ancestry))| label error, measured by people | \(labelError) |
        | isolation of the runs | \(totals.isolationLevels.isEmpty ? "nothing was run" : totals.isolationLevels.joined(separator: ", ")) |
        | models | \(Self.cell(totals.models.joined(separator: ", "))) |

        ## Files

        | config | split | rows |
        | --- | --- | --- |
        \(files.map { "| \($0.config) | \($0.split) | \($0.rows) |" }.joined(separator: "\n"))
        \(emptyNote)
        \(configs.compactMap { name in Self.meanings[name].map { "- `\(name)` holds \($0)" } }.joined(separator: "\n"))

        Splits follow the source problem: all variants of one problem stand in one split.
        The column `meta` is a JSON string with problem, family, source, licence, lineage, depth, sampler, model, sampling, verifier,
        isolation, passRate and n.

        ## Sources

        | source | licence | real problems | variants |
        | --- | --- | --- | --- |
        \(sources)
        \(omissions)
        ## How it was verified

        Math: the final answer is taken out of the text and compared with the key exactly (fractions, roots, formulas), never by
        rounding or by evaluating text; every equation on the way is checked too, and an answer reached over a false one is kept
        out. Code: the program runs in a sandbox, isolation level as above, one case at a time; the expected results never enter
        its process. What could not be decided is in no file. Problems made from others carry a proof of their key, checked by
        another route. No row of a split was made of a problem of another: `lydite report lineage` proves it from the store.

        ## Limits

        A verdict says that the final answer equals the key, or that a program passes its cases: it does not say that every
        sentence of a trace is good. Rows from a rule-based sampler teach a narrow style; train on them with real data beside.

        """
    }

    /// Never a number that nobody measured.
    private var labelError: String {
        guard totals.marked > 0 else { return "not measured: run lydite review" }
        return "\(totals.markedWrong) of \(totals.marked) marked: "
            + Interval(totals.markedWrong, of: totals.marked).text
    }

    private var ancestry: [(String, String)] {
        var rows: [(String, String)] = []
        if let syntheticShare {
            rows.append(("rows of problems that no person wrote", Percent.text(syntheticShare)))
        }
        if let meanDepth {
            rows.append(("transforms between a row and its source, mean", "\(meanDepth)"))
        }
        return rows
    }

    private static func table(_ rows: [(String, String)]) -> String {
        rows.map { "| \(cell($0.0)) | \(cell($0.1)) |\n" }.joined()
    }

    private var omissions: String {
        guard !curation.isEmpty else { return "" }
        let lines = curation.map {
            "| \(Self.cell($0.stage)) | \(Self.cell($0.reason)) | \($0.count) |"
        }
        return """

            ## Left out

            | stage | reason | rows |
            | --- | --- | --- |
            \(lines.joined(separator: "\n"))

            """
    }

    private var emptyNote: String {
        emptySplits.isEmpty
            ? ""
            : "\nWithout a row, and so not written: \(emptySplits.joined(separator: ", ")).\n"
    }

    private var sources: String {
        totals.sources.map { source in
            "| \(Self.cell(source.name)) | \(Self.cell(source.licence)) | \(source.isReal ? "yes" : "no") | \(source.variants) |"
        }.joined(separator: "\n")
    }

    private static let meanings = [
        "default":
            "`messages` (one user and one assistant turn) of correct traces whose equations all hold.",
        "dpo": "`prompt`, `chosen` and `rejected`.",
        "step-dpo":
            "`prompt`, the right steps before as `prefix`, and a right and a wrong next step.",
        "steps": "`completions`, the steps of a trace, and `labels`, which of them are right.",
        "questions": "`prompt` and `ground_truth`, what the right answer is known by.",
    ]

    private var configs: [String] {
        var names: [String] = []
        for file in files where !names.contains(file.config) { names.append(file.config) }
        return names
    }

    /// One licence where all sources agree, "other" (the hub's word for mixed terms) where they do not.
    private var licence: String {
        let known = Set(totals.licences.map { $0.lowercased() })
        guard known.count == 1, let only = known.first, only != "unknown", Self.isIdentifier(only)
        else { return "other" }
        return only
    }

    /// Letters, digits, points and dashes, as SPDX has them: anything else could break the front matter.
    private static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
                    || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
            }
    }

    /// Text from rows, fit for one cell of a table.
    private static func cell(_ text: String) -> String {
        String(
            decoding: text.utf8.map { $0 < 0x20 || $0 == UInt8(ascii: "|") ? 0x20 : $0 },
            as: UTF8.self)
    }

    private var sizeCategory: String {
        switch files.map(\.rows).reduce(0, +) {
        case ..<1_000: "n<1K"
        case ..<10_000: "1K<n<10K"
        case ..<100_000: "10K<n<100K"
        case ..<1_000_000: "100K<n<1M"
        case ..<10_000_000: "1M<n<10M"
        default: "10M<n<100M"
        }
    }
}

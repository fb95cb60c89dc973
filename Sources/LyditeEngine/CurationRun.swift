internal import LyditeCore
internal import LyditeFiles
package import LyditeCurate
internal import LyditeStore

/// Curates a store anew, then makes its pairs of what is left.
package struct CurationRun: Sendable {
    package struct Outcome: Sendable {
        package var curation: CurationTally
        package var pairs: PairTally
    }

    package var store: String
    package var plan: CurationPlan

    package init(store: String, plan: CurationPlan) {
        self.store = store
        self.plan = plan
    }

    package func run() async throws(EngineError) -> Outcome {
        try await EngineError.wrapping {
            let facts = try StoreReader(path: store).facts()
            let configuration = try JSONParser.parse(facts["configuration"] ?? "null")
            let seed = configuration["seed"].flatMap { UInt64($0.text) } ?? 0
            // A plan that cannot be carried out changes nothing.
            _ = try Curator(plan, seed: seed)
            let lock = try FolderLock(FileBytes.folder(of: store))
            defer { withExtendedLifetime(lock) {} }
            let writer = try StoreWriter(path: store)
            let tally = try await CurationPass(
                storePath: store, store: writer, plan: plan, seed: seed
            ).run()
            let stored = try facts["pairRules"].map { PairRules(json: try JSONParser.parse($0)) }
            var usual = PairRules()
            usual.seed = seed
            let pairs = try await PairStage(
                storePath: store, store: writer, rules: stored ?? usual
            ).run { _, _ in }
            try await writer.setFact("finished", nil)
            try await writer.finish()
            return Outcome(curation: tally, pairs: pairs)
        }
    }

    /// - Throws: What is wrong with a configuration's file.
    package static func plan(path: String) throws(EngineError) -> CurationPlan {
        try EngineError.wrapping { try CurationReader.read(path: path) }
    }
}

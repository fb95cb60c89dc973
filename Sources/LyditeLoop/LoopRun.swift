internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeSandbox

/// A whole loop: rounds one after the other, until there are enough of them or the meter says stop.
package struct LoopRun: Sendable {
    private let plan: LoopPlan
    private let settings: LoopSettings

    package init(_ plan: LoopPlan, _ settings: LoopSettings) {
        self.plan = plan
        self.settings = settings
    }

    /// - Returns: What came of all rounds; also of those that earlier calls made.
    package func run() async throws(LoopError) -> LoopReport {
        do {
            return try await rounds()
        } catch {
            throw LoopError(error)
        }
    }

    /// What a loop would do, after a look at everything that it is given.
    package func forecast() throws(LoopError) -> LoopForecast {
        do {
            let (sources, heldOut) = try LoopInputs.read(plan, home: settings.home)
            return try LoopForecast(plan, sources, heldOut)
        } catch {
            throw LoopError(error)
        }
    }

    private func rounds() async throws -> LoopReport {
        let (sources, heldOut) = try LoopInputs.read(plan, home: settings.home)
        try LoopForecast.requirePrograms(of: plan)
        try FileBytes.makeFolder(settings.out)
        let lock = try FolderLock(settings.out)
        try requireSame(sources, heldOut)
        let inputs = try await LoopInputs.prepare(plan, sources, heldOut, settings)
        var report = LoopReport(seed: plan.seed, rounds: plan.rounds)
        var history = Round.History()
        for number in 0...plan.rounds {
            var round = Round(
                plan: plan, settings: settings, inputs: inputs,
                folder: try RoundFolder(number, out: settings.out), before: history)
            let result: RoundResult
            (result, history) = try await round.run()
            report.add(result, seconds: round.folder.seconds)
            try report.write(to: settings.out)
            if let reason = result.alarms.first {
                report.stopped = reason
                try report.write(to: settings.out)
                break
            }
        }
        withExtendedLifetime(lock) {}
        return report
    }

    /// One folder, one configuration, one referee, for ever.
    private func requireSame(_ sources: SourceSet, _ heldOut: HeldOut) throws {
        let path = settings.out + "/configuration.json"
        let demonstrations = Digest(
            of: .array(
                try plan.demonstrations.map { .string(try FileDigest.of($0).description) }))
        let own: JSON = [
            "verifier": .string(Version.verifier),
            "isolation": .string(settings.isolation.rawValue),
            "loop": plan.configuration(
                sources: sources.digest, heldOut: heldOut.digest, demonstrations: demonstrations),
        ]
        guard FileBytes.kind(path) == .file else {
            return try RoundFolder.write(own, to: path)
        }
        guard let found = try? JSONParser.parse(try FileBytes.read(path)) else {
            throw LoopError.damaged(path: path)
        }
        let verifier = found["verifier"]?.stringValue ?? "unknown"
        guard verifier == Version.verifier else {
            throw LoopError.otherVerifier(
                folder: settings.out, found: verifier, present: Version.verifier)
        }
        let old = (found["loop"]?.members ?? []) + [.init("isolation", found["isolation"] ?? .null)]
        let new = (own["loop"]?.members ?? []) + [.init("isolation", own["isolation"] ?? .null)]
        let keys = new.map(\.key) + old.map(\.key).filter { key in !new.contains { $0.key == key } }
        let differing = keys.filter { key in
            let before = old.first { $0.key == key }?.value ?? .null
            let now = new.first { $0.key == key }?.value ?? .null
            return CanonicalJSON.bytes(of: before) != CanonicalJSON.bytes(of: now)
        }
        guard differing.isEmpty else {
            throw LoopError.otherConfiguration(folder: settings.out, fields: differing)
        }
    }
}

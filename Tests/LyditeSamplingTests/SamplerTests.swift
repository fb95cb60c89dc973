import Foundation
import LyditeCore
import LyditeFiles
import LyditeProblems
import LyditeSandbox
import LyditeStore
import LyditeTransform
import Support
import Synchronization
import Testing

@testable import LyditeSampling

/// Each sampler against the conformance suite, and what is its own.
struct SamplerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private struct NoSandbox: Error {}

    private static let problem = Problem(
        id: "sum", statement: "What is 1 + 1?", check: .answer(AnswerCheck(gold: "2")), topic: "t",
        origin: .init(isReal: true, source: "s", licence: "l"))

    private static let material = SamplingMaterial(
        variant: Variant(source: problem), source: .problem, ordinal: 0)

    private static func plan(_ url: String, choices: Int = 1, concurrency: Int = 4) -> ModelPlan {
        var endpoint = EndpointSettings()
        endpoint.url = url
        endpoint.concurrency = concurrency
        endpoint.retryDelay = .milliseconds(10)
        var plan = ModelPlan()
        plan.endpoints = [endpoint]
        plan.models = [
            ModelPlan.Model(name: "a", endpoints: [0]),
            ModelPlan.Model(name: "b", weight: 3, endpoints: [0]),
        ]
        plan.choices = choices
        return plan
    }

    private static func endpoint(
        _ plan: ModelPlan, isStopping: @escaping @Sendable () -> Bool = { false }
    ) throws -> EndpointSampler {
        try EndpointSampler(
            plan: plan, seed: 1, budget: Budget(limit: nil, spent: .zero), isStopping: isStopping)
    }

    @Test func `the built-in sampler keeps the promises`() async throws {
        let path = Project.root + "/Problems/math/arithmetic/bake-sale.yaml"
        let family = try Family.load(path: path, bytes: try FileBytes.read(path))
        let made = try #require(try FamilyVariants(family: family, seed: 1).variant(at: 1))
        try await SamplerConformance(
            make: {
                BuiltinSampler(seed: 1, home: Project.root) { throw NoSandbox() }
            },
            material: SamplingMaterial(
                variant: made.variant, source: .family(made.instance), ordinal: 0), count: 12
        ).holds()
    }

    @Test func `the recorded sampler keeps the promises`() async throws {
        let rows = (0..<6).map { #"{"problem":"sum","text":"\#($0)","model":"m"}"# }
        let path = try folder.write(rows.joined(separator: "\n") + "\n", as: "r.jsonl")
        let map = try FieldMap([], fields: RecordedRow.fields)
        let files = try await RecordedFiles.open([path], map: map)
        let places = try await files.index.places(problem: "sum", statement: "")
        let material = SamplingMaterial(
            variant: Variant(source: Self.problem), source: .recorded(places), ordinal: 0)
        try await SamplerConformance(
            make: { RecordedSampler(files: files) }, material: material, count: 6
        ).holds()
    }

    @Test func `the endpoint sampler keeps the promises`() async throws {
        let stub = try EndpointStub(["--throttle", "0.2"])
        let plan = Self.plan(stub.url)
        try await SamplerConformance(
            make: { try Self.endpoint(plan) }, material: Self.material, count: 12
        ).holds()
    }

    @Test func `the batch sampler keeps the promises`() async throws {
        let results = try await answered(Self.plan(""), count: 12)
        let folder = folder.path
        try await SamplerConformance(
            make: {
                try BatchSampler(
                    plan: Self.plan(""), seed: 1,
                    results: try await BatchResults.open([results]),
                    budget: Budget(limit: nil, spent: .zero), folder: folder + "/again")
            }, material: Self.material, count: 12
        ).holds()
    }

    /// Writes the requests of a batch, and a result file with an answer to each in the opposite order.
    private func answered(_ plan: ModelPlan, count: Int) async throws -> String {
        let sampler = try BatchSampler(
            plan: plan, seed: 1, results: nil, budget: Budget(limit: nil, spent: .zero),
            folder: folder.path + "/batch")
        try await sampler.sample(Self.material, numbers: Array(0..<count)) { _ in
            Issue.record("there is nothing to deliver yet")
        }
        let outcome = try await sampler.finish()
        #expect(outcome.requests == count)
        let lines = try folder.read("batch/requests-1.jsonl").split(separator: "\n").map { line in
            let row = try JSONParser.parse(String(line))
            let id = try #require(row["custom_id"]?.stringValue)
            let seed = try #require(row["body"]?["seed"]?.intValue)
            #expect(id.utf8.count <= 64)
            return
                #"{"custom_id":"\#(id)","response":{"status_code":200,"body":{"choices":[{"message":"#
                + #"{"content":"\#(seed)"},"finish_reason":"stop"}]}},"error":null}"#
        }
        return try folder.write(
            lines.reversed().joined(separator: "\n") + "\n", as: "results.jsonl")
    }

    @Test func `as many requests as the endpoint may get are under way, and never more`()
        async throws
    {
        let stub = try EndpointStub(["--latency", "0.02"])
        let sampler = try Self.endpoint(Self.plan(stub.url, concurrency: 5))
        try await sampler.sample(Self.material, numbers: Array(0..<60)) { _ in }
        #expect(try stub.count("most_active") == 5)
        #expect(try stub.count("served") == 60)
    }

    /// Left to itself, the request would end after ten minutes, as one that was not answered in time.
    @Test func `a cancelled request is taken back from a silent server`() async throws {
        let stub = try EndpointStub(["--bad", "silent"])
        let sampler = try Self.endpoint(Self.plan(stub.url))
        let task = Task {
            try await sampler.sample(Self.material, numbers: [0, 1, 2]) { _ in }
        }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()
        await #expect(throws: SamplingError.cancelled) { try await task.value }
    }

    @Test func `models come by their weights, and the texts of a block stay together`() async throws
    {
        let stub = try EndpointStub()
        let sampler = try Self.endpoint(Self.plan(stub.url, choices: 4))
        let taken = Mutex<[Rollout]>([])
        try await sampler.sample(Self.material, numbers: Array(0..<400)) { answer in
            taken.withLock { $0 += answer.rollouts }
        }
        let rollouts = taken.withLock { $0 }.sorted { $0.index < $1.index }
        #expect(rollouts.count == 400)
        let share = rollouts.filter { $0.model == "b" }.count
        #expect(share > 240 && share < 360, "\(share)")
        for start in stride(from: 0, to: 400, by: 4) {
            #expect(Set(rollouts[start..<start + 4].map(\.model)).count == 1)
        }
        #expect(rollouts[0].sampling["prompt"]?.stringValue?.utf8.count == 64)
        #expect(rollouts[0].sampling["seed"] != nil)
    }
}

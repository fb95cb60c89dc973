internal import LyditeCore
internal import LyditeEngine
internal import LyditeFiles
internal import LyditeSampling

/// The options of `lydite run` that are about models.
enum ModelFlags {
    static let all = [
        Flag("--config", "FILE", "YAML with endpoints, models, prices, sampling and prompts"),
        Flag("--endpoint", "URL", "base address of a server, such as http://127.0.0.1:8000/v1"),
        Flag("--model", "NAME", "the model to ask there"),
        Flag("--key-file", "FILE", "file with the key for it"),
        Flag("--batch-results", "FILE", repeats: true, "a provider's answers; implies batch"),
        Flag("--budget", "MONEY", "stop before more is spent, over all calls; needs prices"),
        Flag("--reasoning", "keep|drop", "put a model's reasoning into <think> (default: drop)"),
    ]

    /// Those that mean nothing without a model.
    static let own = ["--model", "--key-file", "--budget"]

    /// What is asked of models, from the file and the short form.
    static func plan(
        _ arguments: Arguments, _ file: RunFile?, _ sampler: RunPlan.SamplerKind
    ) throws -> ModelPlan {
        var plan = file?.models ?? ModelPlan()
        let options = ["--endpoint", "--model", "--key-file"]
        if let option = options.first(where: arguments.has) {
            guard plan.endpoints.isEmpty else {
                throw UsageError.badValue(
                    option: option, value: arguments.text(option) ?? "",
                    expected: "nothing, as --config names endpoints,")
            }
            guard let model = arguments.text("--model") else {
                throw UsageError.needs(option: option, other: "--model")
            }
            plan.endpoints = [try endpoint(arguments, sampler)]
            plan.models = [ModelPlan.Model(name: model, endpoints: [0])]
        }
        guard !plan.endpoints.isEmpty else {
            throw UsageError.missingValue(
                option: "--sampler \(sampler.rawValue)",
                value: "--config FILE, or --endpoint URL --model NAME")
        }
        if sampler == .endpoint, let bare = plan.endpoints.first(where: \.url.isEmpty) {
            throw UsageError.badValue(
                option: "--config", value: arguments.text("--config") ?? "",
                expected: "a url for the endpoint in line \(bare.line)")
        }
        return plan
    }

    private static func endpoint(
        _ arguments: Arguments, _ sampler: RunPlan.SamplerKind
    ) throws -> EndpointSettings {
        var endpoint = EndpointSettings()
        if let url = arguments.text("--endpoint") {
            if let problem = EndpointSettings.problem(of: url) {
                throw UsageError.badValue(
                    option: "--endpoint", value: "URL",
                    expected: "https://HOST/v1 (\(problem))")
            }
            endpoint.url = url
        } else if sampler == .endpoint {
            throw UsageError.needs(option: "--model", other: "--endpoint")
        }
        if let file = arguments.text("--key-file") {
            endpoint.key = try EndpointKey(file: file, header: nil)
        }
        return endpoint
    }

    static func budget(
        _ arguments: Arguments, _ file: RunFile?, _ models: ModelPlan?
    ) throws -> Money? {
        var budget = file?.budget
        if let text = arguments.text("--budget") {
            guard let money = Money(text: text) else {
                throw UsageError.badValue(
                    option: "--budget", value: text, expected: "an amount such as 2.50")
            }
            budget = money
        }
        if budget != nil, let models, !models.hasPrices {
            throw UsageError.needs(
                option: "--budget", other: "price_in and price_out of each model")
        }
        return budget
    }
}

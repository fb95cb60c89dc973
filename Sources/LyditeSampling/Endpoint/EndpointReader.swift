internal import Glibc
internal import LyditeCore
package import LyditeFiles
internal import LyditeProblems

/// The part `endpoints` of a run's configuration.
struct EndpointReader {
    private static let known = [
        "url", "key_env", "key_file", "key_header", "headers", "body", "models", "concurrency",
        "requests_per_minute", "tokens_per_minute", "connect_seconds", "total_seconds",
        "retry_seconds",
    ]
    private static let modelFields = ["name", "weight", "price_in", "price_out"]
    /// Headers that carry secrets, which must not stand in a file that people share.
    private static let secretHeaders = ["authorization", "api-key", "x-api-key", "cookie"]
    /// Members that we write ourselves.
    private static let ownMembers = [
        "model", "messages", "prompt", "n", "seed", "temperature", "top_p", "max_tokens",
        "max_completion_tokens", "stop", "logprobs", "stream",
    ]
    private static let mostEndpoints = 1000

    private var places: [(model: String, line: Int)] = []

    mutating func read(
        _ entry: YAMLNode.Entry, _ reader: inout FieldReader, into plan: inout ModelPlan
    ) {
        guard let items = entry.value.items, !items.isEmpty, items.count <= Self.mostEndpoints
        else { return reader.wrong(entry, "a list of at most \(Self.mostEndpoints) endpoints") }
        for item in items {
            var endpoint = EndpointSettings()
            endpoint.line = item.line
            let entries = reader.entries(item, of: "an endpoint", known: Self.known)
            for field in entries { limits(field, &reader, &endpoint) }
            for field in entries { contents(field, &reader, &endpoint) }
            endpoint.key = key(item, &reader)
            plan.endpoints.append(endpoint)
            guard let models = item["models"] else {
                reader.fault(item.line, "the endpoint has no models", "models: [{name: ...}]")
                continue
            }
            for model in models.items ?? [models] { self.model(model, &reader, &plan) }
        }
    }

    /// What can only be said of the whole.
    func check(_ reader: inout FieldReader, _ plan: ModelPlan) {
        for endpoint in plan.endpoints where !endpoint.url.isEmpty {
            if let problem = EndpointSettings.problem(of: endpoint.url) {
                reader.fault(endpoint.line, problem, "https://HOST/v1, or http:// for this machine")
            }
        }
    }

    private func limits(
        _ field: YAMLNode.Entry, _ reader: inout FieldReader, _ endpoint: inout EndpointSettings
    ) {
        switch field.key {
        case "concurrency":
            endpoint.concurrency = reader.integer(field, in: 1...1024) ?? endpoint.concurrency
        case "requests_per_minute":
            endpoint.requestsPerMinute = reader.integer(field, in: 1...10_000_000)
        case "tokens_per_minute":
            endpoint.tokensPerMinute = reader.integer(field, in: 1...1_000_000_000)
        case "connect_seconds":
            endpoint.connectTime = reader.seconds(field) ?? endpoint.connectTime
        case "total_seconds": endpoint.totalTime = reader.seconds(field) ?? endpoint.totalTime
        case "retry_seconds": endpoint.retryDelay = reader.seconds(field) ?? endpoint.retryDelay
        default: return
        }
    }

    private func contents(
        _ field: YAMLNode.Entry, _ reader: inout FieldReader, _ endpoint: inout EndpointSettings
    ) {
        switch field.key {
        case "url": endpoint.url = reader.text(field) ?? ""
        case "headers":
            for header in field.value.entries ?? [] {
                guard let value = header.value.text, Self.isHeader(header.key, value) else {
                    reader.fault(header.line, "\"\(header.key)\" is no header", "Name: value")
                    continue
                }
                if Self.secretHeaders.contains(header.key.lowercased()) {
                    reader.fault(
                        header.line, "the header \(header.key) carries a secret",
                        "give it by key_env or key_file, with key_header: \(header.key)")
                }
                endpoint.headers.append((header.key, value))
            }
        case "body":
            guard case .object(let members) = FieldReader.typed(field.value) else {
                return reader.wrong(field, "a mapping")
            }
            for member in members where Self.ownMembers.contains(member.key) {
                reader.fault(
                    field.line, "body sets \"\(member.key)\", which lydite writes itself",
                    "see sampling")
            }
            endpoint.body = members
        default: return
        }
    }

    private mutating func model(
        _ node: YAMLNode, _ reader: inout FieldReader, _ plan: inout ModelPlan
    ) {
        var model = ModelPlan.Model(name: node.text ?? "", endpoints: [plan.endpoints.count - 1])
        if node.text == nil {
            for field in reader.entries(node, of: "a model", known: Self.modelFields) {
                switch field.key {
                case "name": model.name = reader.text(field) ?? ""
                case "weight": model.weight = reader.integer(field, in: 1...1_000_000) ?? 1
                case "price_in": model.promptPrice = reader.money(field)
                default: model.completionPrice = reader.money(field)
                }
            }
        }
        guard !model.name.isEmpty else {
            return reader.fault(node.line, "a model has no name", "name: ...")
        }
        guard let place = plan.models.firstIndex(where: { $0.name == model.name }) else {
            plan.models.append(model)
            return
        }
        let first = plan.models[place]
        if first.weight != model.weight || first.promptPrice != model.promptPrice
            || first.completionPrice != model.completionPrice
        {
            reader.fault(
                node.line, "the model \(model.name) has another weight or price before",
                "the same wherever it is served")
        }
        plan.models[place].endpoints.append(plan.endpoints.count - 1)
    }

    private func key(_ node: YAMLNode, _ reader: inout FieldReader) -> EndpointKey? {
        let header = node["key_header"]?.text
        if let header, !Self.isHeader(header, "x") {
            reader.fault(node["key_header"]?.line ?? node.line, "key_header is no header", "a name")
        }
        let result: Result<EndpointKey, EndpointKeyError>
        switch (node["key_env"], node["key_file"]) {
        case (nil, nil): return nil
        case (let variable?, nil):
            result = Result { () throws(EndpointKeyError) in
                try EndpointKey(variable: variable.text ?? "", header: header)
            }
        case (nil, let file?):
            result = Result { () throws(EndpointKeyError) in
                try EndpointKey(file: file.text ?? "", header: header)
            }
        case (_?, _?):
            reader.fault(node.line, "the endpoint has two keys", "key_env or key_file")
            return nil
        }
        switch result {
        case .success(let key): return key
        case .failure(let error):
            let line = (node["key_env"] ?? node["key_file"])?.line ?? node.line
            reader.fault(line, error.description, "")
            return nil
        }
    }

    /// A token of RFC 9110, and a value without line ends.
    private static func isHeader(_ name: String, _ value: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            } && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}

/// A key that could not be read; the key itself is never part of it.
package enum EndpointKeyError: Error, CustomStringConvertible {
    case noVariable(String)
    case file(FileError)
    case unfit(source: String)

    package var description: String {
        switch self {
        case .noVariable(let name): "the environment has no variable \(name); set it to the key"
        case .file(let error): error.description
        case .unfit(let source): "\(source) holds no key: one line of printable characters is due"
        }
    }
}

extension EndpointKey {
    private static let maximumBytes = 16 << 10

    package init(variable: String, header: String?) throws(EndpointKeyError) {
        guard let value = getenv(variable) else { throw .noVariable(variable) }
        try self.init(
            checking: String(cString: value), of: "the variable \(variable)", header: header)
    }

    package init(file: String, header: String?) throws(EndpointKeyError) {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileBytes.read(file, maximumBytes: Self.maximumBytes)
        } catch {
            throw .file(error)
        }
        try self.init(checking: String(decoding: bytes, as: UTF8.self), of: file, header: header)
    }

    private init(checking text: String, of source: String, header: String?) throws(EndpointKeyError)
    {
        let secret = text.trimmed
        guard !secret.isEmpty, secret.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .unfit(source: source)
        }
        self.init(secret, header: header)
    }
}

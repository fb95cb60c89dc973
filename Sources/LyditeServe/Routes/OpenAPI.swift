internal import LyditeCore

/// The interface as an OpenAPI document, made from the route table.
///
/// - Source: OpenAPI Specification 3.1.0, sections 4.8.8 to 4.8.16.
enum OpenAPI {
    static let document: JSON = [
        "openapi": "3.1.0",
        "info": [
            "title": "Lydite", "version": .string(Version.lydite),
            "description":
                "Verdicts for answers and programs, and rewards in the forms that trainers ask for.",
        ],
        "security": [["token": .array([])], .object([])],
        "paths": paths,
        "components": [
            "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
            "schemas": ["Error": errorSchema, "Row": rowSchema],
        ],
    ]

    private static var paths: JSON {
        var paths: [JSON.Member] = []
        for route in RouteTable.all {
            let operation = JSON.Member(route.method.lowercased(), operation(route))
            if let at = paths.firstIndex(where: { $0.key == route.path }) {
                paths[at].value = .object((paths[at].value.members ?? []) + [operation])
            } else {
                paths.append(JSON.Member(route.path, .object([operation])))
            }
        }
        return .object(paths)
    }

    private static func operation(_ route: Route) -> JSON {
        let name = route.path.split(separator: "/").joined(separator: "_")
            .replacing(".", with: "_")
        var answers = [JSON.Member("200", answer(route, 200))]
        var failures = Set(route.failures)
        if !route.isOpen { failures.insert(401) }
        failures.insert(503)
        for status in failures.sorted() {
            answers.append(JSON.Member("\(status)", answer(route, status)))
        }
        var members: [JSON.Member] = [
            .init("operationId", .string("\(route.method.lowercased())_\(name)")),
            .init("summary", .string(route.summary)),
            .init("tags", [.string(route.interface.rawValue)]),
            .init("responses", .object(answers)),
        ]
        if case .rows = route.body { members.append(.init("parameters", rowArguments)) }
        if let body = requestBody(route.body) { members.append(.init("requestBody", body)) }
        return .object(members)
    }

    private static let rowArguments: JSON = {
        func argument(_ name: String, _ words: [String], _ about: String) -> JSON {
            [
                "name": .string(name), "in": "query", "description": .string(about),
                "schema": ["type": "string", "enum": .array(words.map { .string($0) })],
            ]
        }
        let flag = ["0", "1", "true", "false"]
        return [
            argument("extract", ["full", "strict"], "how answers are taken from responses"),
            argument("all_cases", flag, "run every case, even after one has failed"),
            argument("measure", flag, "add CPU time and memory, which differ from run to run"),
        ]
    }()

    private static func requestBody(_ body: Route.Body) -> JSON? {
        switch body {
        case .none: return nil
        case .shape(let shape):
            return ["required": true, "content": ["application/json": ["schema": shape.schema]]]
        case .rows:
            let row: JSON = ["$ref": "#/components/schemas/Row"]
            return [
                "required": true,
                "content": [
                    "application/json": [
                        "schema": ["oneOf": [row, ["type": "array", "items": .object([])]]]
                    ]
                ],
            ]
        }
    }

    private static func answer(_ route: Route, _ status: Int) -> JSON {
        let isNative = route.interface == .native
        let schema: JSON =
            status == 200
            ? .object([])
            : isNative ? ["$ref": "#/components/schemas/Error"] : ["type": "object"]
        let type = status == 200 ? route.answerType : "application/json"
        return [
            "description": .string(words(status)),
            "content": .object([.init(type, ["schema": schema])]),
        ]
    }

    private static func words(_ status: Int) -> String {
        switch status {
        case 200: "the result"
        case 400: "not JSON, or not supported"
        case 401: "no token"
        case 413: "too large"
        case 422: "a field is missing or of the wrong type"
        case 429: "too many requests under way; Retry-After says when to come again"
        case 503: "programs cannot be run here, or the server is stopping"
        case 504: "the queue was too long for this request's limits"
        default: "failed"
        }
    }

    private static let errorSchema: JSON = [
        "type": "object", "required": ["error"],
        "properties": [
            "error": [
                "type": "object", "required": ["status", "code", "message"],
                "properties": [
                    "status": ["type": "integer"], "code": ["type": "string"],
                    "field": ["type": "string"], "message": ["type": "string"],
                ],
            ]
        ],
    ]

    /// A row of `lydite verify`: fields that its kind does not have are ignored.
    private static let rowSchema: JSON = [
        "type": "object",
        "properties": ["id": ["type": ["string", "integer", "null"]]],
        "anyOf": [
            kind(["gold", "pred"], ["spec"]), kind(["gold", "response"], ["spec"]),
            kind(["solution", "cases"], program), kind(["response", "cases"], program),
            kind(["solution", "entry_point", "tests"], program + tests),
            kind(["response", "entry_point", "tests"], program + tests),
        ],
    ]

    private static let program = ["language", "entry_point", "compare", "limits"]
    private static let tests = ["setup", "prompt", "completion"]

    private static func kind(_ required: [String], _ optional: [String]) -> JSON {
        let others = optional.filter { !required.contains($0) }
        return [
            "required": .array(required.map { .string($0) }),
            "properties": .object(
                required.map { JSON.Member($0, ["type": type(of: $0)]) }
                    + others.map { JSON.Member($0, ["type": [type(of: $0), "null"]]) }),
        ]
    }

    private static func type(of field: String) -> JSON {
        switch field {
        case "spec", "compare", "limits": "object"
        case "cases": "array"
        case "completion": "boolean"
        default: "string"
        }
    }
}

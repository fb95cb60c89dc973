internal import LyditeCore

/// What operators and their tools ask. Metrics are told by the server, which has them: see ``LyditeServer``.
enum StatusRoutes {
    static let metricsPath = "/metrics"
    static let readyPath = "/readyz"

    static let all = [
        Route(
            method: "GET", path: "/healthz", summary: "Whether the server is there.", isOpen: true
        ) { _, _ throws(RequestFailure) in HTTPAnswer(["status": "ok"]) },
        Route(
            method: "GET", path: readyPath,
            summary: "Whether the server takes requests and can run programs.", isOpen: true,
            failures: [503], work: ready),
        Route(
            method: "GET", path: metricsPath, summary: "Counters in Prometheus' text format.",
            answerType: "text/plain"
        ) { _, _ throws(RequestFailure) in HTTPAnswer(status: 200, body: []) },
        Route(
            method: "GET", path: "/openapi.json", summary: "This interface as OpenAPI 3.1.",
            isOpen: true
        ) { _, _ throws(RequestFailure) in HTTPAnswer(OpenAPI.document) },
    ]

    private static func ready(
        _ request: HTTPRequest, _ service: VerdictService
    ) async throws(RequestFailure) -> HTTPAnswer {
        let isolation = try await service.isolation()
        return HTTPAnswer([
            "ready": true, "isolation": .string(isolation.level.rawValue),
            "languages": .array(service.languages.map { .string($0) }),
            "version": .string(Version.lydite),
        ])
    }
}

internal import LyditeCore

/// All routes, and the way from a request's path to one of them.
enum RouteTable {
    static let all: [Route] =
        NativeRoutes.all + RewardRoutes.all + SandboxFusionRoutes.all + OpenRLHFRoutes.all
        + NeMoSkillsRoutes.all + StatusRoutes.all

    private static let byPath: [String: [Route]] = Dictionary(grouping: all, by: \.path)

    static func routes(at path: String) -> [Route] { byPath[path] ?? [] }
}

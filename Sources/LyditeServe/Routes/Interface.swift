internal import LyditeCore

/// Whose words a route speaks.
enum Interface: String, Sendable {
    case native
    case sandboxFusion
    case openRLHF
    case nemoSkills

    /// How long a request waits for its turn before it is answered 504; nil for one that is answered 429 at once.
    ///
    /// - Parameter shortest: For clients that give up seconds after the limits that they asked for.
    func patience(shortest: Duration) -> Duration? {
        switch self {
        case .native: nil
        case .sandboxFusion: shortest
        // Its client waits five seconds longer than the program may run, whose margin is two of them.
        case .nemoSkills: min(shortest, .seconds(3))
        // OpenRLHF's client waits 180 seconds.
        case .openRLHF: max(shortest, .seconds(120))
        }
    }

    /// What a client of this interface is told.
    func answer(to failure: RequestFailure) -> HTTPAnswer {
        var answer = body(failure)
        switch failure {
        case .busy: answer.headers.append(("Retry-After", "1"))
        case .draining: answer.headers += [("Retry-After", "5"), ("Connection", "close")]
        case .badLength: answer.headers.append(("Connection", "close"))
        case .noToken: answer.headers.append(("WWW-Authenticate", "Bearer"))
        case .wrongMethod(let allowed):
            answer.headers.append(("Allow", allowed.joined(separator: ", ")))
        default: break
        }
        return answer
    }

    private func body(_ failure: RequestFailure) -> HTTPAnswer {
        switch self {
        case .native:
            return HTTPAnswer(
                status: failure.status,
                ["error": Self.error(failure)])
        case .sandboxFusion: return fusion(failure)
        case .openRLHF, .nemoSkills:
            let status = failure == .busy ? RequestFailure.overdue.status : failure.status
            return HTTPAnswer(status: status, ["error": .string(failure.message)])
        }
    }

    static func error(_ failure: RequestFailure) -> JSON {
        .record([
            "status": .integer(Int64(failure.status)), "code": .string(failure.code),
            "field": failure.field.map { .string($0) },
            "message": .string(failure.message),
            "routes": failure == .unknownRoute
                ? .array(RouteTable.all.map { .string("\($0.method) \($0.path)") }) : nil,
        ])
    }

    /// FastAPI's forms, which SandboxFusion's clients read.
    private func fusion(_ failure: RequestFailure) -> HTTPAnswer {
        func detail(_ kind: JSON, _ field: String, _ message: JSON) -> JSON {
            let place = field.split(separator: ".").map { JSON.string(String($0)) }
            return [
                "detail": [
                    ["type": kind, "loc": .array(["body"] + place), "msg": message, "input": nil]
                ]
            ]
        }
        switch failure {
        case .missing(let field):
            return HTTPAnswer(status: 422, detail("missing", field, "Field required"))
        case .wrongType(let field, let expected):
            return HTTPAnswer(
                status: 422,
                detail("type_error", field, .string("Input should be \(expected)")))
        case .notJSON(let problem):
            return HTTPAnswer(status: 422, detail("json_invalid", "body", .string(problem)))
        case .unavailable(let sentence):
            // The interface's own word for a failure that is not the program's.
            return HTTPAnswer(SandboxFusionRoutes.sandboxError(sentence))
        case .busy, .draining:
            // The one status after which verl's client asks again.
            return HTTPAnswer(status: 504, ["detail": .string(failure.message)])
        default: return HTTPAnswer(status: failure.status, ["detail": .string(failure.message)])
        }
    }
}

internal import LyditeCore

/// Why a request gets no result. Each interface has its own words for it: ``Interface/answer(to:)``.
enum RequestFailure: Error, Hashable, Sendable {
    case unknownRoute
    case wrongMethod(allowed: [String])
    case noToken
    /// A page in a browser of this machine would run programs here, whoever wrote it.
    case webPage
    case tooLarge(limit: Int)
    case tooManyRows(Int, limit: Int)
    /// Its length is told in two ways, or in one that nobody here knows: another server may see its end elsewhere.
    case badLength
    case notJSON(String)
    case missing(field: String)
    case wrongType(field: String, expected: String)
    /// As many requests are under way as may be.
    case busy
    /// It waited for its turn as long as its client would.
    case overdue
    /// Programs cannot be run here; the sentence is the doctor's.
    case unavailable(String)
    /// The interface has it and this server does not.
    case unsupported(String)
    case draining
    /// The client went away: nobody reads the answer.
    case cancelled

    var status: Int {
        switch self {
        case .unknownRoute: 404
        case .wrongMethod: 405
        case .noToken: 401
        case .webPage: 403
        case .tooLarge, .tooManyRows: 413
        case .badLength, .notJSON, .unsupported: 400
        case .missing, .wrongType: 422
        case .busy: 429
        case .overdue: 504
        case .unavailable, .draining: 503
        case .cancelled: 499
        }
    }

    var code: String {
        switch self {
        case .unknownRoute: "unknown-route"
        case .wrongMethod: "wrong-method"
        case .noToken: "no-token"
        case .webPage: "web-page"
        case .tooLarge: "too-large"
        case .tooManyRows: "too-many-rows"
        case .badLength: "bad-length"
        case .notJSON: "not-json"
        case .missing: "missing"
        case .wrongType: "wrong-type"
        case .busy: "busy"
        case .overdue: "overdue"
        case .unavailable: "unavailable"
        case .unsupported: "unsupported"
        case .draining: "draining"
        case .cancelled: "cancelled"
        }
    }

    var field: String? {
        switch self {
        case .missing(let field), .wrongType(let field, _): field
        default: nil
        }
    }

    /// One sentence: what is wrong, and what to do.
    var message: String {
        switch self {
        case .unknownRoute: "there is no such route; \"routes\" lists all"
        case .wrongMethod(let allowed): "this route takes \(allowed.joined(separator: " and "))"
        case .noToken:
            "a token is needed: send \"Authorization: Bearer TOKEN\", or put /t/TOKEN before the path"
        case .webPage:
            "web pages are answered only where a token is set: name a file with --token-file"
        case .tooLarge(let limit):
            "the body is longer than \(limit) bytes; send fewer rows, or raise --max-body-bytes"
        case .tooManyRows(let count, let limit):
            "\(count) rows are more than \(limit); send fewer, or raise --max-rows"
        case .badLength:
            "the body's length must be told once, by Content-Length or Transfer-Encoding: chunked"
        case .notJSON(let problem): problem
        case .missing(let field): "field \"\(field)\" is missing"
        case .wrongType(let field, let expected): "field \"\(field)\": \(expected) was expected"
        case .busy: "as many requests are under way as may be; try again later"
        case .overdue: "the queue was too long for this request's limits; try again"
        case .unavailable(let sentence): sentence
        case .unsupported(let what): what
        case .draining: "the server is stopping; ask another"
        case .cancelled: "the client went away"
        }
    }

    init(_ error: RowError) { self = .wrongType(field: error.field, expected: error.expected) }
    init(_ error: JSONError) { self = .notJSON(error.description) }
}

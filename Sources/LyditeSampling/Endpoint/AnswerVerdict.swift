internal import CCurl
internal import LyditeCore

/// What a finished transfer means: an answer, a failure that may pass, or the end of the run.
enum AnswerVerdict {
    struct Failure {
        var symptom: EndpointError.Symptom
        var mayRetry = true
        /// Whether fewer requests at once would be better.
        var isOverload = false
        /// Whether the server may charge for it all the same.
        var mayCost = false
        var pause: Duration?
    }

    case reply(ModelReply)
    case failed(Failure)
    case fatal(EndpointError)

    /// A server's own words are cut to this.
    private static let mostReasonBytes = 160
    /// A wait beyond this is no number to count with.
    private static let mostSeconds = 1e6

    init(
        _ transfer: Transfer, _ code: CURLcode, _ curl: Curl, endpoint: EndpointSettings,
        model: String, asksVectors: Bool
    ) {
        if code == CURLE_OK {
            self = Self.judge(
                status: curl.status(of: transfer.easy), transfer, curl, endpoint, model,
                asksVectors)
        } else if transfer.isCut {
            self = .failed(
                Failure(
                    symptom: .answer(.tooLong(bytes: transfer.limit)), mayRetry: false,
                    mayCost: true))
        } else {
            self = Self.judge(code, curl, endpoint)
        }
    }

    /// - Source: libcurl-errors(3).
    private static func judge(
        _ code: CURLcode, _ curl: Curl, _ endpoint: EndpointSettings
    ) -> AnswerVerdict {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return .failed(Failure(symptom: .unknownHost))
        case CURLE_COULDNT_CONNECT: return .failed(Failure(symptom: .connectionRefused))
        case CURLE_OPERATION_TIMEDOUT:
            return .failed(Failure(symptom: .timedOut, isOverload: true, mayCost: true))
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE:
            return .failed(Failure(symptom: .reset, mayCost: true))
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS:
            return .fatal(.untrusted(host: endpoint.host, reason: curl.reason(code)))
        default: return .fatal(.transfer(host: endpoint.host, reason: curl.reason(code)))
        }
    }

    /// - Source: which statuses are tried again: the official OpenAI client; RFC 9110 section 10.2.3 for Retry-After.
    private static func judge(
        status: Int, _ transfer: Transfer, _ curl: Curl, _ endpoint: EndpointSettings,
        _ model: String, _ asksVectors: Bool
    ) -> AnswerVerdict {
        let host = endpoint.host
        switch status {
        case 200..<300:
            do throws(EndpointError.BadAnswer) {
                return .reply(try ModelReply(transfer.bytes, asVectors: asksVectors))
            } catch {
                return .failed(Failure(symptom: .answer(error), mayRetry: false, mayCost: true))
            }
        case 300..<400: return .fatal(.redirect(host: host, status: status))
        case 401, 403: return .fatal(.unauthorized(host: host, status: status))
        case 404: return .fatal(.unknownModel(host: host, model: model))
        case 408, 409, 429, 500...:
            var failure = Failure(symptom: .status(status))
            failure.mayRetry = transfer.shouldRetry ?? true
            failure.isOverload = status == 429 || status == 503
            let dated = curl.retryAfter(of: transfer.easy)
            let seconds = transfer.retryAfter ?? (dated > 0 ? Double(dated) : nil)
            failure.pause = seconds.flatMap {
                $0 > 0 && $0.isFinite ? .seconds(min($0, mostSeconds)) : nil
            }
            return .failed(failure)
        default:
            let reason = reason(transfer.bytes, endpoint)
            return .failed(
                Failure(
                    symptom: .refused(status, reason: reason),
                    mayRetry: transfer.shouldRetry ?? false))
        }
    }

    /// The server's sentence, fit for one line and without the key.
    private static func reason(_ bytes: [UInt8], _ endpoint: EndpointSettings) -> String {
        guard bytes.count < 1 << 20, let json = try? JSONParser.parse(bytes) else { return "" }
        let error = json["error"]
        let text =
            error?["message"]?.stringValue ?? error?.stringValue ?? json["message"]?.stringValue
            ?? json["detail"]?.stringValue ?? ""
        let masked = endpoint.key.map { $0.masked(text) } ?? text
        let line = masked.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        return String(decoding: line.prefix(mostReasonBytes), as: UTF8.self)
    }
}

/// An endpoint gave no rollouts; a key, a header or what a model wrote never stands in here.
package enum EndpointError: Error, Hashable, CustomStringConvertible {
    /// What went wrong with one answer; several in a row end the run.
    package enum Symptom: Hashable, Sendable {
        case status(Int)
        case reset
        case timedOut
        case connectionRefused
        case unknownHost
        case answer(BadAnswer)
        /// Refused as it was asked; the reason is the server's, cut short.
        case refused(Int, reason: String)
    }

    /// An answer of status 200 that holds no choices.
    package enum BadAnswer: Error, Hashable, Sendable {
        case notJSON
        case page
        case cutShort
        case noChoices
        case noVectors
        case tooLong(bytes: Int)
    }

    case noLibrary
    case unauthorized(host: String, status: Int)
    case unknownModel(host: String, model: String)
    case redirect(host: String, status: Int)
    case untrusted(host: String, reason: String)
    case transfer(host: String, reason: String)
    case longWait(host: String, seconds: Int)
    case dead(host: String, symptom: Symptom, times: Int)
    /// One request was given up; others go on.
    case gaveUp(host: String, symptom: Symptom)
    case budget(spent: String, limit: String)
    case stopped
    case cancelled

    /// Whether other requests may still be answered.
    package var isOfOneRequest: Bool {
        if case .gaveUp = self { true } else { false }
    }

    package var description: String {
        switch self {
        case .noLibrary:
            "libcurl is not there; run Sandboxes/setup, or install libcurl 7.68 or later"
        case .unauthorized(let host, let status):
            "the endpoint at \(host) refused the key (\(status)); check key_env or key_file"
        case .unknownModel(let host, let model):
            "the endpoint at \(host) knows no model \"\(model)\" (404); check the model's name and the url, which ends in /v1 for most servers"
        case .redirect(let host, let status):
            "the endpoint at \(host) redirects to another place (\(status)), where no key is sent; give the final url"
        case .untrusted(let host, let reason):
            "no trusted connection to \(host) (\(reason)); check the url and the certificate"
        case .transfer(let host, let reason): "the endpoint at \(host) cannot be asked: \(reason)"
        case .longWait(let host, let seconds):
            "the endpoint at \(host) asks to wait for \(seconds) s, which is too long"
        case .dead(let host, let symptom, let times):
            "the endpoint at \(host) \(symptom) \(Self.word(times)) times"
        case .gaveUp(let host, let symptom): "the endpoint at \(host) \(symptom)"
        case .budget(let spent, let limit):
            "the budget of \(limit) leaves nothing for another request (\(spent) is spent)"
        case .stopped: "sampling was stopped"
        case .cancelled: "sampling was cancelled"
        }
    }

    private static func word(_ count: Int) -> String {
        let words = ["no", "one", "two", "three", "four", "five", "six"]
        return count < words.count ? words[count] : "\(count)"
    }
}

extension EndpointError.Symptom: CustomStringConvertible {
    package var description: String {
        switch self {
        case .status(let status): "answered \(status)"
        case .reset: "broke the connection"
        case .timedOut: "did not answer in time"
        case .connectionRefused: "refused the connection"
        case .unknownHost: "could not be found by its name"
        case .answer(let bad): bad.description
        case .refused(let status, let reason):
            reason.isEmpty
                ? "refused the request (\(status))" : "refused the request (\(status): \(reason))"
        }
    }
}

extension EndpointError.BadAnswer: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notJSON: "answered with something else than JSON"
        case .page: "answered with a web page (is the url that of an API?)"
        case .cutShort: "answered with JSON that is cut short"
        case .noChoices: "answered without choices"
        case .noVectors: "answered without an embedding for each text"
        case .tooLong(let bytes): "answered with more than \(bytes) bytes"
        }
    }
}

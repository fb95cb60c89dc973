internal import CCurl

/// One easy handle with the answer that it receives; used by the loop's thread alone.
final class Transfer {
    let easy: Curl.Handle
    let endpoint: Int
    private(set) var bytes: [UInt8] = []
    private(set) var isCut = false
    /// How long the server asked to wait, where it named a number.
    private(set) var retryAfter: Double?
    /// The server's own word on whether to try again.
    private(set) var shouldRetry: Bool?
    private var mostBytes = 0
    /// The most bytes that were to be taken.
    var limit: Int { mostBytes }
    private let curl: Curl

    init?(_ curl: Curl, endpoint: Int, settings: EndpointSettings, url: String) {
        guard let easy = curl.easyInit() else { return nil }
        self.curl = curl
        self.easy = easy
        self.endpoint = endpoint
        curl.set(easy, CURLOPT_URL, text: url)
        curl.set(easy, CURLOPT_NOSIGNAL, 1)
        curl.set(easy, CURLOPT_POST, 1)
        curl.set(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        curl.set(easy, CURLOPT_PROTOCOLS, Int(CURLPROTO_HTTP | CURLPROTO_HTTPS))
        curl.set(easy, CURLOPT_FOLLOWLOCATION, 0)
        curl.set(easy, CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(settings.connectTime))
        curl.set(easy, CURLOPT_TIMEOUT_MS, Self.milliseconds(settings.totalTime))
        let me = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        curl.set(easy, CURLOPT_WRITEDATA, pointer: me)
        curl.set(easy, CURLOPT_HEADERDATA, pointer: me)
        _ = lydite_curl_set_callback(curl.easySet, easy, CURLOPT_WRITEFUNCTION) {
            Transfer.received($0, $1, $2, $3) { $0.append($1) }
        }
        _ = lydite_curl_set_callback(curl.easySet, easy, CURLOPT_HEADERFUNCTION) {
            Transfer.received($0, $1, $2, $3) {
                $0.header($1)
                return true
            }
        }
    }

    deinit { curl.easyCleanup(easy) }

    /// Makes the handle ready for another request; libcurl keeps a copy of the body.
    func prepare(body: [UInt8], mostBytes: Int) {
        bytes.removeAll(keepingCapacity: mostBytes <= 1 << 20)
        isCut = false
        retryAfter = nil
        shouldRetry = nil
        self.mostBytes = mostBytes
        _ = lydite_curl_set_offset(
            curl.easySet, easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        body.withUnsafeBytes {
            curl.set(easy, CURLOPT_COPYPOSTFIELDS, pointer: $0.baseAddress)
        }
    }

    private static func received(
        _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
        _ target: UnsafeMutableRawPointer?,
        _ take: (Transfer, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard let data, let target else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(target).takeUnretainedValue()
        // Anything but the whole number ends the transfer.
        return take(transfer, UnsafeRawBufferPointer(start: data, count: size * count))
            ? size * count : 0
    }

    private func append(_ data: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count + data.count <= mostBytes else {
            isCut = true
            bytes = []
            return false
        }
        bytes.append(contentsOf: data)
        return true
    }

    private func header(_ data: UnsafeRawBufferPointer) {
        // Two letters tell most headers apart from those that matter.
        guard let first = data.first, data.count < 200,
            first | 0x20 == UInt8(ascii: "r")
                || first | 0x20 == UInt8(ascii: "x")
        else { return }
        let line = String(decoding: data, as: UTF8.self)
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return }
        let value = String(line[line.utf8.index(after: colon)...]).trimmedLine
        switch line[..<colon].lowercased() {
        case "retry-after-ms": retryAfter = Double(value).map { $0 / 1000 }
        case "retry-after": retryAfter = retryAfter ?? Double(value)
        case "x-should-retry": shouldRetry = value == "true" ? true : value == "false" ? false : nil
        default: return
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        max(1, Int(duration.inSeconds * 1000))
    }
}

extension String {
    fileprivate var trimmedLine: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

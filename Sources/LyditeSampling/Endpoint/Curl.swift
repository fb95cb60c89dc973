internal import CCurl
internal import Glibc

/// libcurl's functions, looked up when the first endpoint is asked.
///
/// - Source: curl.se/libcurl/c, the pages of each function.
struct Curl: Sendable {
    typealias Handle = UnsafeMutableRawPointer

    let easyInit: @convention(c) @Sendable () -> Handle?
    let easyCleanup: @convention(c) @Sendable (Handle) -> Void
    let easyError: @convention(c) @Sendable (CURLcode) -> UnsafePointer<CChar>?
    let multiInit: @convention(c) @Sendable () -> Handle?
    let multiCleanup: @convention(c) @Sendable (Handle) -> CURLMcode
    let multiAdd: @convention(c) @Sendable (Handle, Handle) -> CURLMcode
    let multiRemove: @convention(c) @Sendable (Handle, Handle) -> CURLMcode
    let multiPerform: @convention(c) @Sendable (Handle, UnsafeMutablePointer<Int32>) -> CURLMcode
    let multiPoll:
        @convention(c) @Sendable (Handle, Handle?, UInt32, Int32, UnsafeMutablePointer<Int32>?) ->
            CURLMcode
    let multiWakeup: @convention(c) @Sendable (Handle) -> CURLMcode
    let multiInfo:
        @convention(c) @Sendable (Handle, UnsafeMutablePointer<Int32>) -> UnsafeMutablePointer<
            CURLMsg
        >?
    let listAppend:
        @convention(c) @Sendable (UnsafeMutablePointer<curl_slist>?, UnsafePointer<CChar>) ->
            UnsafeMutablePointer<curl_slist>?
    let listFree: @convention(c) @Sendable (UnsafeMutablePointer<curl_slist>?) -> Void
    /// Variadic functions, which Swift cannot call: the shim gives them their types back.
    typealias Variadic = @convention(c) @Sendable () -> Void
    let easySet: Variadic
    let easyGet: Variadic
    let multiSet: Variadic

    /// Nil where libcurl 7.68 or later is not there.
    static let shared = Curl()

    private init?() {
        guard let library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL) else { return nil }
        func find<T>(_ name: String, as type: T.Type) -> T? {
            dlsym(library, name).map { unsafeBitCast($0, to: type) }
        }
        typealias GlobalInit = @convention(c) (Int) -> CURLcode
        guard let globalInit = find("curl_global_init", as: GlobalInit.self),
            globalInit(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK,
            let easyInit = find("curl_easy_init", as: type(of: self.easyInit)),
            let easyCleanup = find("curl_easy_cleanup", as: type(of: self.easyCleanup)),
            let easyError = find("curl_easy_strerror", as: type(of: self.easyError)),
            let multiInit = find("curl_multi_init", as: type(of: self.multiInit)),
            let multiCleanup = find("curl_multi_cleanup", as: type(of: self.multiCleanup)),
            let multiAdd = find("curl_multi_add_handle", as: type(of: self.multiAdd)),
            let multiRemove = find("curl_multi_remove_handle", as: type(of: self.multiRemove)),
            let multiPerform = find("curl_multi_perform", as: type(of: self.multiPerform)),
            let multiPoll = find("curl_multi_poll", as: type(of: self.multiPoll)),
            let multiWakeup = find("curl_multi_wakeup", as: type(of: self.multiWakeup)),
            let multiInfo = find("curl_multi_info_read", as: type(of: self.multiInfo)),
            let listAppend = find("curl_slist_append", as: type(of: self.listAppend)),
            let listFree = find("curl_slist_free_all", as: type(of: self.listFree)),
            let easySet = find("curl_easy_setopt", as: Variadic.self),
            let easyGet = find("curl_easy_getinfo", as: Variadic.self),
            let multiSet = find("curl_multi_setopt", as: Variadic.self)
        else { return nil }
        self.easyInit = easyInit
        self.easyCleanup = easyCleanup
        self.easyError = easyError
        self.multiInit = multiInit
        self.multiCleanup = multiCleanup
        self.multiAdd = multiAdd
        self.multiRemove = multiRemove
        self.multiPerform = multiPerform
        self.multiPoll = multiPoll
        self.multiWakeup = multiWakeup
        self.multiInfo = multiInfo
        self.listAppend = listAppend
        self.listFree = listFree
        self.easySet = easySet
        self.easyGet = easyGet
        self.multiSet = multiSet
    }

    func set(_ easy: Handle, _ option: CURLoption, _ value: Int) {
        _ = lydite_curl_set_long(easySet, easy, option, value)
    }

    func set(_ easy: Handle, _ option: CURLoption, pointer: UnsafeRawPointer?) {
        _ = lydite_curl_set_pointer(easySet, easy, option, pointer)
    }

    /// libcurl keeps a copy of the text.
    func set(_ easy: Handle, _ option: CURLoption, text: String) {
        text.withCString { _ = lydite_curl_set_pointer(easySet, easy, option, $0) }
    }

    func status(of easy: Handle) -> Int {
        var status = 0
        _ = lydite_curl_get_long(easyGet, easy, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    /// Seconds that the last answer asked to wait, where it named a date; 0 for none.
    func retryAfter(of easy: Handle) -> Int {
        var seconds: curl_off_t = 0
        _ = lydite_curl_get_offset(easyGet, easy, CURLINFO_RETRY_AFTER, &seconds)
        return Int(seconds)
    }

    func reason(_ code: CURLcode) -> String {
        easyError(code).map { String(cString: $0) } ?? "code \(code.rawValue)"
    }
}

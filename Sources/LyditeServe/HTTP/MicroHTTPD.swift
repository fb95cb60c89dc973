internal import CMicroHTTPD
internal import Glibc

/// libmicrohttpd's functions, looked up when a server starts.
///
/// - Source: the manual of GNU libmicrohttpd, chapters 2 to 8.
struct MicroHTTPD: Sendable {
    /// A function of no type, which the shim gives its type back.
    typealias Variadic = @convention(c) @Sendable () -> Void

    let start: Variadic
    let connectionInfo: Variadic
    let values: Variadic
    let quiesce: @convention(c) @Sendable (OpaquePointer) -> Int32
    let stop: @convention(c) @Sendable (OpaquePointer) -> Void
    let suspend: @convention(c) @Sendable (OpaquePointer) -> Void
    let resume: @convention(c) @Sendable (OpaquePointer) -> Void
    let lookup:
        @convention(c) @Sendable (OpaquePointer, MHD_ValueKind, UnsafePointer<CChar>) ->
            UnsafePointer<CChar>?
    let makeResponse:
        @convention(c) @Sendable (Int, UnsafeMutableRawPointer?, MHD_ResponseMemoryMode) ->
            OpaquePointer?
    let addHeader:
        @convention(c) @Sendable (OpaquePointer, UnsafePointer<CChar>, UnsafePointer<CChar>) ->
            MHD_Result
    let queue: @convention(c) @Sendable (OpaquePointer, UInt32, OpaquePointer) -> MHD_Result
    let destroyResponse: @convention(c) @Sendable (OpaquePointer) -> Void

    /// Nil where libmicrohttpd is not there.
    static let shared = MicroHTTPD()

    private init?() {
        guard let library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL) else { return nil }
        func find<T>(_ name: String, as type: T.Type) -> T? {
            dlsym(library, name).map { unsafeBitCast($0, to: type) }
        }
        guard let start = find("MHD_start_daemon", as: Variadic.self),
            let connectionInfo = find("MHD_get_connection_info", as: Variadic.self),
            let values = find("MHD_get_connection_values", as: Variadic.self),
            let quiesce = find("MHD_quiesce_daemon", as: type(of: self.quiesce)),
            let stop = find("MHD_stop_daemon", as: type(of: self.stop)),
            let suspend = find("MHD_suspend_connection", as: type(of: self.suspend)),
            let resume = find("MHD_resume_connection", as: type(of: self.resume)),
            let lookup = find("MHD_lookup_connection_value", as: type(of: self.lookup)),
            let makeResponse = find(
                "MHD_create_response_from_buffer", as: type(of: self.makeResponse)),
            let addHeader = find("MHD_add_response_header", as: type(of: self.addHeader)),
            let queue = find("MHD_queue_response", as: type(of: self.queue)),
            let destroyResponse = find("MHD_destroy_response", as: type(of: self.destroyResponse))
        else { return nil }
        self.start = start
        self.connectionInfo = connectionInfo
        self.values = values
        self.quiesce = quiesce
        self.stop = stop
        self.suspend = suspend
        self.resume = resume
        self.lookup = lookup
        self.makeResponse = makeResponse
        self.addHeader = addHeader
        self.queue = queue
        self.destroyResponse = destroyResponse
    }

    func header(_ name: String, of connection: OpaquePointer) -> String? {
        name.withCString { lookup(connection, .HEADER_KIND, $0) }.map { String(cString: $0) }
    }

    func argument(_ name: String, of connection: OpaquePointer) -> String? {
        name.withCString { lookup(connection, .GET_ARGUMENT_KIND, $0) }
            .map { String(cString: $0) }
    }
}

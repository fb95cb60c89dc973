internal import Glibc
internal import LyditeFiles

/// A folder of its own for one measurement, removed at the end.
struct TemporaryFolder: ~Copyable {
    let path: String

    init() throws(FileError) {
        var template = Array("/tmp/lydite-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .cannotWrite(path: "/tmp", errno: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        // Best effort: what stays behind is a folder under /tmp.
        Self.empty(path)
        rmdir(path)
    }

    private static func empty(_ folder: String) {
        for name in (try? FileBytes.names(in: folder)) ?? [] {
            let path = folder + "/" + name
            if FileBytes.kind(path) == .folder {
                empty(path)
                rmdir(path)
            } else {
                unlink(path)
            }
        }
    }
}

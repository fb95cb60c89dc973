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
        _ = nftw(path, { path, _, _, _ in remove(path!) }, 16, FTW_DEPTH | FTW_PHYS)
    }
}

package import LyditeCore
internal import Glibc

/// A file that cannot be read or written.
package enum FileError: Error, Hashable, CustomStringConvertible {
    case cannotOpen(path: String, errno: Int32)
    case cannotRead(path: String, errno: Int32)
    case cannotWrite(path: String, errno: Int32)
    case notAFile(path: String)
    case tooLarge(path: String, maximumBytes: Int)
    /// A link, a device or a pipe where a file or a folder was due.
    case notPlain(path: String)
    /// A name that leads out of a folder.
    case outside(name: String, folder: String)
    case tooManyFiles(path: String, maximum: Int)
    case badRow(path: String, line: Int, error: RowError)
    case badJSON(path: String, line: Int, error: JSONError)

    package var description: String {
        switch self {
        case .cannotOpen(let path, ENOENT): "\(path) does not exist"
        case .cannotOpen(let path, let code): "cannot open \(path): \(Self.reason(code))"
        case .cannotRead(let path, let code): "cannot read \(path): \(Self.reason(code))"
        case .cannotWrite(let path, ENOSPC), .cannotWrite(let path, EDQUOT):
            "cannot write \(path): the disk is full; free some space and run the same command again"
        case .cannotWrite(let path, let code): "cannot write \(path): \(Self.reason(code))"
        case .notAFile(let path):
            "\(path) is read more than once and no regular file; write its content into one first"
        case .tooLarge(let path, let maximum): "\(path) is larger than \(maximum) bytes"
        case .notPlain(let path):
            "\(path) is a link or no plain file or folder; put the file itself there"
        case .outside(let name, let folder):
            "the name \"\(name)\" leads out of \(folder); only files in the folder are read"
        case .tooManyFiles(let path, let maximum):
            "\(path) has a folder with more than \(maximum) names"
        case .badRow(let path, let line, let error): "\(path):\(line): \(error)"
        case .badJSON(let path, let line, let error): "\(path):\(line): \(error)"
        }
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

internal import Glibc
package import LyditeCore

/// Reads a file line by line in bounded memory.
///
/// A line longer than the bound is skipped to its end and handed out as ``Line/isTooLong``: one bad row never ends a
/// run. A byte order mark and the CR of CRLF are not part of a line.
package final class LineReader {
    package struct Line {
        /// From 1.
        package var number: Int
        /// Offset of the first of ``bytes`` in the file.
        package var offset: Int
        package var bytes: [UInt8]
        package var isTooLong: Bool

        /// The line as JSON.
        ///
        /// - Throws: `RowError` for a line over the bound, `JSONError` for one that is no JSON.
        package func json() throws -> JSON {
            guard !isTooLong else {
                throw RowError(field: "row", expected: "at most \(defaultMaximum) bytes")
            }
            return try JSONParser.parse(bytes)
        }

        package var isBlank: Bool {
            !isTooLong && bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        }
    }

    /// The contract's bound on a row.
    package static let defaultMaximum = 64 << 20
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    package let path: String
    private let file: Int32
    private let maximumBytes: Int
    private var buffer: [UInt8]
    private var start = 0
    private var end = 0
    private var number = 0
    private var offset = 0

    /// - Parameter path: A file, or `-` for standard input.
    package init(_ path: String, maximumBytes: Int = defaultMaximum) throws(FileError) {
        self.path = path == "-" ? "standard input" : path
        self.maximumBytes = maximumBytes
        buffer = [UInt8](repeating: 0, count: 256 << 10)
        file = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotOpen(path: path, errno: errno) }
    }

    deinit { close(file) }

    /// The next line, or nil at the end of the file.
    package func next() throws(FileError) -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        let first = offset
        while true {
            if start == end {
                guard try refill() else {
                    if offset == first { return nil }
                    return finish(line, from: first, isTooLong: isTooLong)
                }
            }
            let stop = newline() ?? end
            if !isTooLong, line.count + stop - start > maximumBytes {
                isTooLong = true
                line = []
            }
            if !isTooLong { line.append(contentsOf: buffer[start..<stop]) }
            let isComplete = stop < end
            offset += stop - start + (isComplete ? 1 : 0)
            start = isComplete ? stop + 1 : stop
            if isComplete { return finish(line, from: first, isTooLong: isTooLong) }
        }
    }

    /// Whether something can be read without waiting; always so for a file.
    package var isReady: Bool {
        if start < end { return true }
        var descriptor = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0
    }

    private func finish(_ bytes: [UInt8], from first: Int, isTooLong: Bool) -> Line {
        number += 1
        var bytes = bytes
        var first = first
        if bytes.last == 0x0D { bytes.removeLast() }
        if number == 1, bytes.starts(with: Self.byteOrderMark) {
            bytes.removeFirst(Self.byteOrderMark.count)
            first += Self.byteOrderMark.count
        }
        return Line(number: number, offset: first, bytes: bytes, isTooLong: isTooLong)
    }

    private func newline() -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let found = memchr(bytes.baseAddress! + start, 10, end - start) else {
                return nil
            }
            return UnsafeRawPointer(found) - bytes.baseAddress!
        }
    }

    private func refill() throws(FileError) -> Bool {
        while true {
            let count = read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .cannotRead(path: path, errno: errno) }
            start = 0
            end = count
            return count > 0
        }
    }
}

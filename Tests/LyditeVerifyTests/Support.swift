import Glibc
import LyditeCore
import LyditeSandbox
import LyditeVerify
import Testing

/// What the suites share: one sandbox, one verifier.
enum Support {
    static let home: String = {
        var parts = #filePath.split(separator: "/")
        parts.removeLast(3)
        return "/" + parts.joined(separator: "/")
    }()

    static let keeper =
        getenv("LYDITE_KEEPER").map { String(cString: $0) } ?? home + "/.build/debug/lydite-keeper"

    static let sandbox = KeeperSandbox(home: home, isolation: .best, slots: 2, keeperPath: keeper)
    static let verifier = CodeVerifier(sandbox: sandbox, home: home)

    /// Whether programs can run here at all.
    static let canRun = access(keeper, X_OK) == 0

    /// The folder of real data; nil where it is absent.
    static let shared: String? = {
        let path = getenv("LYDITE_SHARED").map { String(cString: $0) } ?? home + "/../shared"
        return access(path, R_OK) == 0 ? path : nil
    }()

    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    static func value(_ text: String) throws -> PlainValue {
        try PlainValue(json: try JSONParser.parse(text))
    }

    /// A check of `solve` with small limits; each case is `[[arguments], expected]` in the tagged form.
    static func function(_ cases: String, compare: Comparison = Comparison()) throws -> Check {
        let pairs = try JSONParser.parse(cases).arrayValue ?? []
        let made = try pairs.map { pair -> FunctionCheck.Case in
            let parts = pair.arrayValue ?? []
            return FunctionCheck.Case(
                arguments: try (parts[0].arrayValue ?? []).map { try PlainValue(json: $0) },
                expected: try PlainValue(json: parts[1]))
        }
        return .function(
            FunctionCheck(
                language: "python", entryPoint: "solve", cases: made, compare: compare,
                limits: Limits(cpu: .seconds(1), wall: .seconds(30), memoryBytes: 256 << 20)))
    }
}

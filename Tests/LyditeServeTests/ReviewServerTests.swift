import Foundation
import LyditeCore
import Synchronization
import Testing

@testable import LyditeServe

/// A page that only who started it can open and mark on.
struct ReviewServerTests {
    private final class Marks: Sendable {
        let all = Mutex<[String]>([])
    }

    private static let known = Digest(of: Array("a".utf8))

    private func serve(_ body: @Sendable (_ url: String, _ marks: Marks) throws -> Void)
        async throws
    {
        let marks = Marks()
        let server = try ReviewServer(port: 0) {
            "<p>page</p>"
        } mark: { trace, isRight in
            guard trace == Self.known else { return false }
            marks.all.withLock { $0.append(isRight.map { "\($0)" } ?? "none") }
            return true
        }
        do {
            try await TestServer.apart { try body(server.url, marks) }
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    /// The client of a server, and the path that its address has.
    private func open(_ url: String) throws -> (client: RawClient, path: String, origin: String) {
        let parts = url.split(separator: "/", omittingEmptySubsequences: false)
        let origin = parts[0..<3].joined(separator: "/")
        return (try RawClient(origin), "/" + parts[3...].joined(separator: "/"), origin)
    }

    @Test func `without the token, or from another page, nothing is shown and nothing marked`()
        async throws
    {
        try await serve { url, marks in
            let (client, path, _) = try open(url)
            #expect(url.hasPrefix("http://127.0.0.1:") && path.utf8.count > 32)
            let other = "/t/" + String(repeating: "0", count: 32) + "/"
            let body = #"{"trace":"\#(Self.known)","right":true}"#
            for wrong in ["/", "/marks", other, other + "marks", path + "x"] {
                let answer = try RawClient(url.components(separatedBy: "/t/")[0])
                    .ask("POST", wrong, body)
                #expect(answer?.status == (wrong == path + "x" ? 404 : 401), "\(wrong)")
                #expect(answer?.body.contains("page") == false)
            }
            let foreign = client.ask(
                "POST", path + "marks", body, headers: ["Origin: http://elsewhere"])
            #expect(foreign?.status == 403)
            #expect(marks.all.withLock { $0 } == [])
        }
    }

    @Test(arguments: [
        "", "[", "{}", #"{"trace":"00","right":true}"#, #"{"trace":"ID"}"#,
        #"{"trace":"ID","right":"yes"}"#, #"{"trace":"OTHER","right":true}"#,
        String(repeating: "x", count: 5000),
    ])
    func `what is no mark is refused`(text: String) async throws {
        try await serve { url, marks in
            let (client, path, _) = try open(url)
            let body = text.replacing("ID", with: "\(Self.known)")
                .replacing("OTHER", with: "\(Digest(of: [1]))")
            let answer = client.ask("POST", path + "marks", body)
            #expect((400..<500).contains(answer?.status ?? 0))
            #expect(marks.all.withLock { $0 } == [])
        }
    }

    @Test func `the page is kept nowhere, and marks come and go`() async throws {
        try await serve { url, marks in
            let (client, path, origin) = try open(url)
            let page = client.ask("GET", path)
            #expect(page?.status == 200 && page?.body == "<p>page</p>")
            #expect(page?.header("Cache-Control") == "no-store")
            #expect(page?.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
            for right in ["true", "false", "null"] {
                let answer = client.ask(
                    "POST", path + "marks", #"{"trace":"\#(Self.known)","right":\#(right)}"#,
                    headers: ["Origin: \(origin)"])
                #expect(answer?.status == 200)
            }
            #expect(marks.all.withLock { $0 } == ["true", "false", "none"])
            #expect(client.ask("PUT", path)?.status == 405)
        }
    }
}

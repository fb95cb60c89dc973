import Foundation
import Support
import Testing

/// What a server does with programs whose clients go, with more than it can take, and at its own end.
@Suite(.serialized)
struct ProcessTests {
    private static let sleeper =
        #"{"language":"python","source":"import time; time.sleep(590)","limits":{"wallSeconds":600}}"#

    private static func begin(_ path: String, _ body: String, at url: String) throws -> RawClient {
        let client = try RawClient(url)
        client.send(RawClient.head("POST", path, [], length: body.utf8.count) + body)
        return client
    }

    @Test(arguments: [
        ("/v1/exec", sleeper),
        (
            "/v1/verify",
            #"[{"solution":"import time; time.sleep(590)","limits":{"wallSeconds":600},"cases":[{"stdin":"","stdout":""}]}]"#
        ),
        (
            "/run_code",
            #"{"code":"import time; time.sleep(590)","language":"python","run_timeout":600}"#
        ),
    ])
    func `a client that goes away stops its program`(path: String, body: String) throws {
        let server = try ServedProcess(["--quiet"])
        let client = try Self.begin(path, body, at: server.url)
        #expect(server.candidates(1))
        client.end()
        #expect(server.candidates(0))
        let next = try RawClient(server.url).ask(
            "POST", "/v1/exec", #"{"language":"python","source":"print(1)"}"#)
        #expect(next?.body.contains(#""stdout":"1\n""#) == true)
    }

    @Test func `a full server answers 429, and compatible routes wait, then answer 504`() throws {
        let server = try ServedProcess(["--quiet", "--max-requests", "1", "--queue", "0.5"])
        let holder = try Self.begin("/v1/exec", Self.sleeper, at: server.url)
        #expect(server.candidates(1))
        let native = try RawClient(server.url).ask("POST", "/v1/check", #"{"gold":"1","pred":"1"}"#)
        #expect(native?.status == 429)
        #expect(native?.header("Retry-After") == "1")
        let began = ContinuousClock.now
        let fusion = try RawClient(server.url).ask(
            "POST", "/run_code", #"{"code":"1","language":"python"}"#)
        #expect(fusion?.status == 504)
        #expect(ContinuousClock.now - began >= .milliseconds(500))
        // Probes take no place.
        #expect(try RawClient(server.url).ask("GET", "/healthz")?.status == 200)
        holder.end()
        #expect(server.candidates(0))
    }

    @Test func `a server whose workers are all busy is ready`() throws {
        let server = try ServedProcess(["--quiet", "--jobs", "1"])
        let client = try Self.begin("/v1/exec", Self.sleeper, at: server.url)
        #expect(server.candidates(1))
        #expect(try RawClient(server.url, patience: 60).ask("GET", "/readyz")?.status == 200)
        client.end()
    }

    @Test func `a sandbox that could not start is tried again`() throws {
        let folder = try TemporaryFolder()
        let keeper = folder.path + "/keeper"
        let server = try ServedProcess(["--quiet"], environment: ["LYDITE_KEEPER": keeper])
        for _ in 0..<3 {
            #expect(try RawClient(server.url).ask("GET", "/readyz")?.status == 503)
        }
        try FileManager.default.createSymbolicLink(
            atPath: keeper, withDestinationPath: Project.products + "/lydite-keeper")
        var answer = try RawClient(server.url).ask("GET", "/readyz")
        for _ in 0..<100 where answer?.status == 503 {
            usleep(100_000)
            answer = try RawClient(server.url).ask("GET", "/readyz")
        }
        #expect(answer?.status == 200)
    }

    @Test func `a server that ends stops what takes too long`() throws {
        let server = try ServedProcess(["--quiet", "--drain", "0.1"])
        let client = try Self.begin("/v1/exec", Self.sleeper, at: server.url)
        #expect(server.candidates(1))
        kill(server.process.processIdentifier, SIGTERM)
        #expect(client.answer() == nil)
        server.process.waitUntilExit()
        #expect(server.process.terminationStatus == 143)
    }

    @Test func `a server that ends finishes what is under way and takes nothing new`() throws {
        let folder = try TemporaryFolder()
        let server = try ServedProcess(["--drain", "600", "--log", folder.path + "/log"])
        let idle = try RawClient(server.url)
        #expect(idle.ask("GET", "/healthz")?.status == 200)
        let client = try Self.begin("/v1/exec", Self.sleeper, at: server.url)
        #expect(server.candidates(1))
        kill(server.process.processIdentifier, SIGTERM)
        var late = idle.ask("POST", "/v1/check", #"{"gold":"1","pred":"SECRET"}"#)
        while late?.status == 200 {
            late = idle.ask("POST", "/v1/check", #"{"gold":"1","pred":"SECRET"}"#)
        }
        #expect(late?.status == 503)
        #expect(late?.header("Connection") == "close")
        #expect(throws: (any Error).self) { try RawClient(server.url) }
        // The test, and no clock, says when the program ends.
        for candidate in server.candidates() { kill(candidate, SIGKILL) }
        #expect(
            client.answer()?.body.contains(#""ending":"signalled","exitCode":null,"signal":9"#)
                == true)
        server.process.waitUntilExit()
        #expect(server.process.terminationStatus == 143)
        let written = try folder.read("log")
        #expect(written.contains(#""route":"/v1/exec","status":200"#))
        #expect(!written.contains("SECRET") && !written.contains("sleep"))
    }
}

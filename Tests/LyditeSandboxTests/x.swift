import Testing
import LyditeCore
@testable import LyditeSandbox

@Suite struct Smoke {
    @Test func `smoke`() async throws {
        let home = try #require(Home.find())
        let box = KeeperSandbox(home: home)
        for (language, source) in [("python", "print(1+1, input())"), ("c", "#include <stdio.h>\nint main(){puts(\"hi\");return 3;}"), ("cpp", "#include <iostream>\n#include <thread>\nint main(){std::thread t([]{std::cout<<\"hi\\n\";});t.join();}"), ("javascript", "console.log(5, require('fs').readFileSync(0,'utf8'))"), ("bash", "read x; echo $x | rev; ls /usr/bin | wc -l; ls / /box"), ("swift","print(7, readLine()!)")] {
            do {
            let p = try Profile.load(language: language, home: home)
            let run = try await box.run(.program(source: Array(source.utf8), profile: p, input: Array("abc\n".utf8)), limits: Limits())
            print(language, run.ending, run.exitCode ?? -1, run.signal ?? -1, run.syscall ?? "-", String(decoding: run.standardOutput.bytes, as: UTF8.self), String(decoding: run.standardError.bytes, as: UTF8.self), run.cpu, run.wall, run.peakMemoryBytes>>20)
            } catch { print(language, error) }
        }
        await box.shutDown()
    }
}

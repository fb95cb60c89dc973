import LyditeCore
import Testing

@testable import LyditeSandbox

@Suite(.serialized, .enabled(if: Fixture.hasFull)) struct DoctorTests {
    @Test func `every probe is held at the full level`() async throws {
        let report = await Doctor.examine(home: Fixture.home)
        #expect(report.holds && report.exitCode == 0, "\(report.lines.joined(separator: "\n"))")
        #expect(report.rows.count == DoctorProbe.all.count)
        #expect(report.rows.allSatisfy { $0.status == .held })
        #expect(report.languages.contains { $0.name == "python" && $0.version != nil })
        #expect(report.json["isolation"]?["level"]?.stringValue == "full")
    }

    @Test(.enabled(if: Fixture.hasSetpriv))
    func `a machine where every layer can be had and no program runs does not hold`()
        async throws
    {
        // A container with CAP_SYS_ADMIN alone: the filter's listener cannot be taken over.
        let keeper = try UserKeeper(
            command:
                "exec setpriv --bounding-set=-sys_ptrace --inh-caps=-sys_ptrace KEEPER \"$@\"")
        defer { keeper.remove() }
        let report = await Doctor.examine(
            home: Fixture.home, isolation: .noCgroup, keeperPath: keeper.path)
        #expect(report.isolation != nil)
        #expect(!report.holds && report.exitCode == 2)
        #expect(report.rows.count == 1)
        #expect(report.rows.first?.detail.contains("listener") == true)
        #expect(report.rows.first?.fix?.contains("CAP_SYS_PTRACE") == true)
    }

    @Test func `a keeper that is not there is told`() async throws {
        let report = await Doctor.examine(home: Fixture.home, keeperPath: "/no/keeper")
        #expect(!report.holds && report.exitCode == 2)
        #expect(report.rows.first?.detail.contains("/no/keeper") == true)
    }
}

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

    @Test func `a keeper that is not there is told`() async throws {
        let report = await Doctor.examine(home: Fixture.home, keeperPath: "/no/keeper")
        #expect(!report.holds && report.exitCode == 2)
        #expect(report.rows.first?.detail.contains("/no/keeper") == true)
    }
}

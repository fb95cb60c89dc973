import LyditeCore
import LyditeCurate
import Testing

/// How well scores agree with verdicts.
struct CalibrationTests {
    private func calibration(_ rows: [(Double, Bool, Int)]) -> Calibration {
        Calibration(rows.map { (score: $0.0, isRight: $0.1, bytes: $0.2) }, threshold: 0.5)
    }

    @Test func `precision, recall and agreement are counted by hand`() {
        let found = calibration([
            (0.9, true, 1), (0.5, true, 1), (0.4, true, 1), (0.8, false, 1), (0.1, false, 1),
        ])
        #expect(found.precision.hits == 2 && found.precision.of == 3)
        #expect(found.recall.hits == 2 && found.recall.of == 3)
        #expect(found.agreement.hits == 3 && found.agreement.of == 5)
        // Of six pairs right and wrong, four are in order.
        #expect(found.rankArea == 4.0 / 6)
    }

    @Test func `ties count half, and one side alone says nothing`() {
        #expect(calibration([(0.5, true, 1), (0.5, false, 1)]).rankArea == 0.5)
        #expect(calibration([(0.5, true, 1), (0.7, true, 1)]).rankArea == nil)
        let none = calibration([])
        #expect(none.precision.share == nil && none.recall.share == nil && none.rankArea == nil)
    }

    @Test func `a judge whom length sways is found out among wrong traces`() {
        let swayed = (0..<40).map { (Double($0) / 40, false, $0) }
        #expect(calibration(swayed).lengthArea == 1)
        let fair = (0..<40).map { ($0 % 2 == 0 ? 0.9 : 0.1, false, $0 / 2) }
        #expect(calibration(fair).lengthArea == 0.5)
    }
}

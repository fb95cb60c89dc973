internal import LyditeCore

/// What a proof records of a problem's difficulty.
package enum Difficulty {
    /// Steps of the derivation; nil for problems without one.
    package static func steps(of proof: String) -> Int? {
        (try? JSONParser.parse(proof))?["difficulty"]?["steps"]?.intValue
    }

    /// The band of a pass rate, for balance and pictures: of five.
    package static func band(_ passRate: Double) -> Int { min(4, max(0, Int(passRate * 5))) }

    package static let bands = ["0-20 %", "20-40 %", "40-60 %", "60-80 %", "80-100 %"]
}

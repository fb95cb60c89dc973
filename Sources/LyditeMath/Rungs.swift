/// Which steps of the ladder may decide; all of them, unless a test switches one off.
///
/// A verdict may then become undecided, never its opposite: each step proves what it says without
/// the others.
package struct Rungs: Hashable, Sendable {
    private var off: UInt32

    package static let all = Rungs(off: 0)

    package static func all(but rung: Certificate.Rung) -> Rungs { Rungs(off: mask(rung)) }

    @inline(__always)
    func allows(_ rung: Certificate.Rung) -> Bool { off == 0 || off & Rungs.mask(rung) == 0 }

    private static func mask(_ rung: Certificate.Rung) -> UInt32 {
        1 << UInt32(Certificate.Rung.allCases.firstIndex(of: rung) ?? 0)
    }
}

internal import CGMP

/// A GMP rational that never changes once it is built.
final class BigRational: Sendable {
    // No lock is needed: only the closure given to ``init(_:)`` writes, before any other thread can
    // see the object, and GMP's readers do not touch what they read.
    nonisolated(unsafe) let raw: UnsafeMutablePointer<__mpq_struct>

    /// Allocates zero and lets `fill` write the value, which must end canonical.
    init(_ fill: (UnsafeMutablePointer<__mpq_struct>) -> Void) {
        raw = .allocate(capacity: 1)
        __gmpq_init(raw)
        fill(raw)
    }

    deinit {
        __gmpq_clear(raw)
        raw.deallocate()
    }

    convenience init(_ numerator: Int64, _ denominator: Int64) {
        self.init { raw in
            __gmpz_set_si(numeratorPointer(raw), Int(numerator))
            __gmpz_set_si(denominatorPointer(raw), Int(denominator))
        }
    }

    var numerator: UnsafeMutablePointer<__mpz_struct> { numeratorPointer(raw) }
    var denominator: UnsafeMutablePointer<__mpz_struct> { denominatorPointer(raw) }

    var sign: Int { Int(lydite_mpq_sgn(raw)) }

    /// Bits of the larger of numerator and denominator.
    var bitCount: Int {
        max(__gmpz_sizeinbase(numerator, 2), __gmpz_sizeinbase(denominator, 2))
    }

    /// The two 64-bit halves when both fit; `Int64.min` stays big so that negation never traps.
    var small: (Int64, Int64)? {
        guard __gmpz_fits_slong_p(numerator) != 0, __gmpz_fits_slong_p(denominator) != 0 else {
            return nil
        }
        let top = Int64(__gmpz_get_si(numerator))
        return top == .min ? nil : (top, Int64(__gmpz_get_si(denominator)))
    }

    static func text(of integer: UnsafeMutablePointer<__mpz_struct>) -> String {
        let room = __gmpz_sizeinbase(integer, 10) + 2
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { buffer in
            __gmpz_get_str(buffer.baseAddress, 10, integer)
            return String(cString: buffer.baseAddress!)
        }
    }
}

func numeratorPointer(
    _ raw: UnsafeMutablePointer<__mpq_struct>
) -> UnsafeMutablePointer<__mpz_struct> {
    UnsafeMutableRawPointer(raw).assumingMemoryBound(to: __mpz_struct.self)
}

/// `__mpq_struct` is two `__mpz_struct` in a row, by GMP's documented layout.
func denominatorPointer(
    _ raw: UnsafeMutablePointer<__mpq_struct>
) -> UnsafeMutablePointer<__mpz_struct> {
    numeratorPointer(raw) + 1
}

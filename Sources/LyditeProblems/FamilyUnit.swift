package import LyditeMath

/// A unit that a slot's value can be stated in, with the next smaller one of the same dimension.
package struct FamilyUnit: Hashable, Sendable {
    package enum Dimension: String, Hashable, Sendable {
        case length, mass, time, volume, money
    }

    package var noun: FamilyNoun
    package var dimension: Dimension
    /// In the smallest unit of the dimension that is listed.
    package var factor: Int

    /// By the name that `unit:` gives.
    package static func named(_ name: String) -> FamilyUnit? { all.first { $0.noun.one == name } }

    /// By dimension, smallest first; each is a whole number of the one before it.
    package static let all: [FamilyUnit] = [
        unit("millimeter", .length, 1), unit("centimeter", .length, 10),
        unit("meter", .length, 1_000), unit("kilometer", .length, 1_000_000),
        unit("gram", .mass, 1), unit("kilogram", .mass, 1_000),
        unit("second", .time, 1), unit("minute", .time, 60), unit("hour", .time, 3_600),
        unit("day", .time, 86_400),
        unit("milliliter", .volume, 1), unit("liter", .volume, 1_000),
        unit("cent", .money, 1), unit("dollar", .money, 100),
    ]

    private static func unit(_ name: String, _ dimension: Dimension, _ factor: Int) -> FamilyUnit {
        FamilyUnit(
            noun: FamilyNoun(one: name, many: name + "s"), dimension: dimension, factor: factor)
    }

    /// The next smaller unit of the dimension, with the number of it that makes one of this; nil
    /// for the smallest. Two units down, numbers grow that nobody would write.
    package var smaller: (unit: FamilyUnit, count: Int)? {
        Self.all.last { $0.dimension == dimension && $0.factor < factor }
            .map { ($0, factor / $0.factor) }
    }

    /// `1 meter`, `2.5 meters`, with the number as it is written.
    package func text(_ value: Rational, written: String) -> String {
        written + " " + (value == .one ? noun.one : noun.many)
    }
}

package import LyditeCore

extension AnswerSpec {
    /// The members of a spec, in the order in which they are printed.
    static let fields = [
        "tolerance", "relative", "absolute", "places", "significant", "unit", "kind", "ordered",
        "choices", "bridges",
    ]

    /// Reads `{"tolerance":"0.01","relative":true,"unit":"cm","kind":"interval","choices":[...]}`.
    ///
    /// `absolute` and `relative` with numbers state two tolerances at once. An unknown member and
    /// one of the wrong kind are errors, so that a typing mistake in a problem is not silently a
    /// stricter comparison.
    package init(json: JSON) throws(SpecError) {
        guard let members = json.members else { throw .notAnObject }
        if let member = members.first(where: { !AnswerSpec.fields.contains($0.key) }) {
            throw .unknownField(name: member.key)
        }
        self.init()
        try readTolerances(json)
        try readRounding(json)
        unit = try AnswerSpec.text(json["unit"], "unit")
        if let unit, AnswerComparer.unit(named: unit) == nil {
            throw .badField(name: "unit", expected: "a unit such as \"cm\" or \"km/h\"")
        }
        if let name = try AnswerSpec.text(json["kind"], "kind") {
            guard let kind = Kind(rawValue: name) else {
                let names = Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badField(name: "kind", expected: "one of " + names)
            }
            self.kind = kind
        }
        isOrdered = try AnswerSpec.flag(json["ordered"], "ordered") ?? false
        if let list = json["choices"], !list.isNull {
            let expected = SpecError.badField(name: "choices", expected: "a list of strings")
            guard let items = list.arrayValue else { throw expected }
            for item in items {
                guard let text = item.stringValue else { throw expected }
                choices.append(text)
            }
        }
        try readBridges(json["bridges"])
    }

    private mutating func readTolerances(_ json: JSON) throws(SpecError) {
        let tolerance = try AnswerSpec.tolerance(json["tolerance"], "tolerance")
        absoluteTolerance = try AnswerSpec.tolerance(json["absolute"], "absolute")
        if json["relative"]?.boolValue == true {
            relativeTolerance = tolerance
        } else {
            if json["relative"]?.boolValue == nil {
                relativeTolerance = try AnswerSpec.tolerance(json["relative"], "relative")
            }
            guard tolerance == nil || absoluteTolerance == nil else {
                throw .badField(name: "absolute", expected: "left out beside \"tolerance\"")
            }
            absoluteTolerance = absoluteTolerance ?? tolerance
        }
    }

    private mutating func readRounding(_ json: JSON) throws(SpecError) {
        for (name, lowest) in [("places", 0), ("significant", 1)] {
            guard let value = json[name], !value.isNull else { continue }
            guard let digits = value.intValue, digits >= lowest,
                digits <= Rounding.maximumDigits
            else {
                throw .badField(
                    name: name, expected: "a whole number from \(lowest) to 1000")
            }
            guard rounding == nil else {
                throw .badField(name: name, expected: "left out beside \"places\"")
            }
            rounding = lowest == 0 ? .places(digits) : .significant(digits)
        }
    }

    private mutating func readBridges(_ json: JSON?) throws(SpecError) {
        guard let json, !json.isNull else { return }
        guard let members = json.members else {
            throw .badField(name: "bridges", expected: "an object of names and truth values")
        }
        for member in members {
            guard let bridge = Certificate.Bridge(rawValue: member.key) else {
                let names = Certificate.Bridge.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badField(name: "bridges", expected: "about " + names)
            }
            guard let isOn = member.value.boolValue else {
                throw .badField(name: "bridges." + member.key, expected: "true or false")
            }
            if !isOn { disabledBridges.insert(bridge) }
        }
    }

    package var json: JSON {
        let isPair = relativeTolerance != nil && absoluteTolerance != nil
        func text(_ value: Rational?) -> JSON? {
            value.map { .string($0.terminatingDecimalText ?? $0.description) }
        }
        var (places, significant): (JSON?, JSON?)
        switch rounding {
        case .places(let digits): places = .integer(Int64(digits))
        case .significant(let digits): significant = .integer(Int64(digits))
        case nil: break
        }
        let off = disabledBridges.map(\.rawValue).sorted()
        return .record([
            "tolerance": isPair ? nil : text(relativeTolerance ?? absoluteTolerance),
            "relative": isPair ? text(relativeTolerance) : relativeTolerance == nil ? nil : true,
            "absolute": isPair ? text(absoluteTolerance) : nil,
            "places": places,
            "significant": significant,
            "unit": unit.map { .string($0) },
            "kind": kind.map { .string($0.rawValue) },
            "ordered": isOrdered ? true : nil,
            "choices": choices.isEmpty ? nil : .array(choices.map { .string($0) }),
            "bridges": off.isEmpty ? nil : .object(off.map { JSON.Member($0, false) }),
        ])
    }

    private static func text(_ json: JSON?, _ name: String) throws(SpecError) -> String? {
        guard let json, !json.isNull else { return nil }
        guard let text = json.stringValue else {
            throw .badField(name: name, expected: "a string")
        }
        return text
    }

    private static func flag(_ json: JSON?, _ name: String) throws(SpecError) -> Bool? {
        guard let json, !json.isNull else { return nil }
        guard let flag = json.boolValue else {
            throw .badField(name: name, expected: "true or false")
        }
        return flag
    }

    private static func tolerance(_ json: JSON?, _ name: String) throws(SpecError) -> Rational? {
        guard let json, !json.isNull else { return nil }
        var value: Rational?
        switch json {
        case .string(let text): value = Rational(text: text) ?? scientific(text)
        case .integer(let number): value = Rational(Int(number))
        case .double(let number):
            // The shortest decimal is what the author wrote: 0.1, not its binary neighbour.
            value = scientific(JSONNumber.text(of: number, markingFloats: false))
        default: break
        }
        guard let value, value.sign >= 0 else {
            throw .badField(name: name, expected: "a number that is not negative")
        }
        return value
    }

    /// "1e-6" as written by JSON and people.
    private static func scientific(_ text: String) -> Rational? {
        let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
        guard parts.count == 2 else { return Rational(decimal: text) }
        guard let base = Rational(decimal: String(parts[0])), let exponent = Int(parts[1]),
            exponent.magnitude <= 1_000, let power = Rational(10).power(exponent)
        else { return nil }
        return base * power
    }
}

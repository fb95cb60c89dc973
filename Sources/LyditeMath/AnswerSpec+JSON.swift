package import LyditeCore

extension AnswerSpec {
    /// Reads `{"tolerance":"0.01","relative":true,"unit":"cm","kind":"interval","choices":[...]}`.
    ///
    /// Unknown members are ignored; a member of the wrong kind is an error, so that a typing
    /// mistake in a problem is not silently a stricter comparison.
    package init(json: JSON) throws(SpecError) {
        guard json.members != nil else { throw .notAnObject }
        self.init()
        if let tolerance = try AnswerSpec.tolerance(json["tolerance"]) {
            if json["relative"]?.boolValue == true {
                relativeTolerance = tolerance
            } else {
                absoluteTolerance = tolerance
            }
        }
        unit = try AnswerSpec.text(json["unit"], "unit")
        kind = try AnswerSpec.text(json["kind"], "kind")
        if let list = json["choices"], !list.isNull {
            let expected = SpecError.badField(name: "choices", expected: "a list of strings")
            guard let items = list.arrayValue else { throw expected }
            for item in items {
                guard let text = item.stringValue else { throw expected }
                choices.append(text)
            }
        }
    }

    package var json: JSON {
        let tolerance = relativeTolerance ?? absoluteTolerance
        return .record([
            "tolerance": tolerance.map { .string($0.terminatingDecimalText ?? $0.description) },
            "relative": relativeTolerance == nil ? nil : true,
            "unit": unit.map { .string($0) },
            "kind": kind.map { .string($0) },
            "choices": choices.isEmpty ? nil : .array(choices.map { .string($0) }),
        ])
    }

    private static func text(_ json: JSON?, _ name: String) throws(SpecError) -> String? {
        guard let json, !json.isNull else { return nil }
        guard let text = json.stringValue else {
            throw .badField(name: name, expected: "a string")
        }
        return text
    }

    private static func tolerance(_ json: JSON?) throws(SpecError) -> Rational? {
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
            throw .badField(name: "tolerance", expected: "a number that is not negative")
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

internal import LyditeCore
internal import LyditeProblems

/// A parsed command line.
struct Arguments: Sendable {
    let positionals: [String]
    private let values: [String: [String]]

    /// - Parameters:
    ///   - words: What follows the command's name.
    ///   - spec: The command; `common` options are accepted beside its own.
    init(_ words: [String], of spec: CommandSpec, common: [Flag]) throws(UsageError) {
        let flags = spec.flags + common
        var values: [String: [String]] = [:]
        var positionals: [String] = []
        var index = 0
        var isOptions = true
        while index < words.count {
            let word = words[index]
            index += 1
            guard isOptions, Self.isOption(word) else {
                positionals.append(word)
                continue
            }
            if word == "--" {
                isOptions = false
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map(String.init)
            guard let flag = flags.first(where: { $0.name == parts[0] }) else {
                throw .unknownOption(
                    parts[0], command: spec.name,
                    nearest: Spelling.nearest(parts[0], among: flags.map(\.name)))
            }
            if !flag.repeats, values[flag.name] != nil { throw .repeated(option: flag.name) }
            guard let value = flag.value else {
                guard parts.count == 1 else { throw .unexpectedValue(option: flag.name) }
                values[flag.name] = [""]
                continue
            }
            if parts.count == 2 {
                values[flag.name, default: []].append(parts[1])
            } else {
                guard index < words.count else {
                    throw .missingValue(option: flag.name, value: value)
                }
                values[flag.name, default: []].append(words[index])
                index += 1
            }
        }
        self.values = values
        self.positionals = positionals
        if values["--help"] != nil { return }
        guard positionals.count >= spec.positionals.lowerBound else {
            throw .missingArgument(command: spec.name, arguments: spec.arguments)
        }
        guard positionals.count <= spec.positionals.upperBound else {
            throw .extraArgument(positionals[spec.positionals.upperBound], command: spec.name)
        }
    }

    func has(_ option: String) -> Bool { values[option] != nil }
    func text(_ option: String) -> String? { values[option]?.last }
    func texts(_ option: String) -> [String] { values[option] ?? [] }

    func integer(_ option: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = text(option) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw .badValue(
                option: option, value: text,
                expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func number(_ option: String, in range: ClosedRange<Double>) throws(UsageError) -> Double? {
        guard let text = text(option) else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw .badValue(
                option: option, value: text,
                expected: "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func seconds(_ option: String) throws(UsageError) -> Duration? {
        guard let text = text(option) else { return nil }
        guard let value = Double(text), value > 0, value <= 3600 else {
            throw .badValue(option: option, value: text, expected: "seconds above 0, at most 3600")
        }
        return .seconds(value)
    }

    /// Whether answers are taken only where they are stated as such.
    func isStrictExtraction() throws(UsageError) -> Bool {
        switch text("--extract") ?? "full" {
        case "full": return false
        case "strict": return true
        case let other:
            throw .badValue(option: "--extract", value: other, expected: "full or strict")
        }
    }

    /// The columns named with `--map`, which must be of these fields.
    func fieldMap(_ fields: [String]) throws(UsageError) -> FieldMap {
        do throws(FieldMapError) {
            return try FieldMap(texts("--map"), fields: fields)
        } catch {
            throw .badMap(error)
        }
    }

    func choice<T: CaseIterable & RawRepresentable>(
        _ option: String, of type: T.Type
    ) throws(UsageError) -> T? where T.RawValue == String {
        guard let text = text(option) else { return nil }
        guard let value = T(rawValue: text) else {
            let names = T.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badValue(option: option, value: text, expected: "one of \(names)")
        }
        return value
    }

    /// `-5`, `-.5` and `-\frac12` are answers, not options.
    private static func isOption(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        guard bytes.count >= 2, bytes[0] == UInt8(ascii: "-") else { return false }
        switch bytes[1] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "\\"):
            return false
        default: return true
        }
    }
}

package import LyditeCore

/// One setting of a stage: its type, its usual value and what it means.
package struct CurationOption: Sendable {
    package enum Kind: Sendable {
        case integer(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case flag
        case texts
        /// Paths, relative to the file that names them.
        case files
        case choice([String])
        /// Names with a number each.
        case numbers(ClosedRange<Double>)
    }

    package var name: String
    package var kind: Kind
    /// Null where there is none: then nothing is done about it.
    package var usual: JSON
    package var help: String

    init(_ name: String, _ kind: Kind, _ usual: JSON, _ help: String) {
        self.name = name
        self.kind = kind
        self.usual = usual
        self.help = help
    }
}

/// The settings of one stage, each as given or as usual.
package struct CurationSettings: Sendable {
    private let values: JSON

    init(_ given: JSON, options: [CurationOption]) {
        values = .object(
            options.map { JSON.Member($0.name, given[$0.name] ?? $0.usual) })
    }

    package var json: JSON { values }
    func integer(_ name: String) -> Int? { values[name]?.intValue }
    func number(_ name: String) -> Double? { values[name]?.doubleValue }
    func flag(_ name: String) -> Bool { values[name]?.boolValue ?? false }
    func isGiven(_ name: String) -> Bool { values[name].map { $0 != .null } ?? false }
    func text(_ name: String) -> String? { values[name]?.stringValue }
    func texts(_ name: String) -> [String] {
        values[name]?.arrayValue?.compactMap(\.stringValue) ?? []
    }
    /// - Throws: `CurationError.nothingGiven` where there is none, as a stage without its files would let all pass.
    func files(_ name: String, of stage: String) throws(CurationError) -> [String] {
        let files = texts(name)
        guard !files.isEmpty else { throw .nothingGiven(stage: stage, setting: name) }
        return files
    }
    func numbers(_ name: String) -> [(name: String, value: Double)] {
        values[name]?.members?.compactMap { member in
            member.value.doubleValue.map { (member.key, $0) }
        } ?? []
    }
}

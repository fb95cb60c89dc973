package import LyditeCore

/// What `lydite doctor` found on this machine.
package struct DoctorReport: Sendable {
    package enum Status: String, Sendable {
        case held
        case notHeld = "not held"
        case notTestable = "not testable"
    }

    /// One probe that ran in the real sandbox, or one layer that could not be set up.
    package struct Row: Sendable {
        package var name: String
        package var status: Status
        /// What was seen, in a sentence without its stop.
        package var detail: String
        /// What to install or set; nil when there is nothing to do.
        package var fix: String?

        package init(name: String, status: Status, detail: String, fix: String?) {
            self.name = name
            self.status = status
            self.detail = detail
            self.fix = fix
        }
    }

    package struct Language: Sendable {
        package var name: String
        package var tool: String?
        package var version: String?
        package var problem: String?
    }

    package var asked: IsolationChoice
    /// What runs get; nil when the level does not hold at all.
    package var isolation: Isolation?
    package var rows: [Row]
    package var languages: [Language]
    package var home: String

    /// Whether the level that was asked for holds in every probe.
    package var holds: Bool { isolation != nil && !rows.contains { $0.status == .notHeld } }

    /// 0 when the level holds, 2 otherwise.
    package var exitCode: Int32 { holds ? 0 : 2 }

    package var json: JSON {
        let rows = rows.map { row in
            JSON.record([
                "name": .string(row.name), "status": .string(row.status.rawValue),
                "detail": .string(row.detail), "fix": row.fix.map { .string($0) } ?? .null,
            ])
        }
        let languages = languages.map { language in
            JSON.record([
                "name": .string(language.name), "works": .bool(language.problem == nil),
                "tool": language.tool.map { .string($0) } ?? .null,
                "version": language.version.map { .string($0) } ?? .null,
                "problem": language.problem.map { .string($0) } ?? .null,
            ])
        }
        return .record([
            "asked": .string(asked.rawValue), "holds": .bool(holds),
            "isolation": isolation?.json ?? .null,
            "home": .string(home), "probes": .array(rows), "languages": .array(languages),
        ])
    }

    /// The report as plain lines for people.
    package var lines: [String] {
        var lines = ["home: \(home)"]
        if let isolation {
            let spaces =
                isolation.namespaces.isEmpty ? "none" : isolation.namespaces.joined(separator: " ")
            lines.append(
                "isolation: \(isolation.level.rawValue), namespaces \(spaces),"
                    + " cgroup \(isolation.cgroup ?? "none"),"
                    + " user \(isolation.uid.map(String.init) ?? "shared with the caller")")
        } else {
            lines.append("isolation: \(asked.rawValue) does not hold")
        }
        for row in rows {
            lines.append("\(row.status.rawValue): \(row.name): \(row.detail)")
            if let fix = row.fix { lines.append("    to do: \(fix)") }
        }
        for language in languages {
            let works = [language.tool, language.version].compactMap { $0 }.joined(separator: ", ")
            lines.append("language \(language.name): \(language.problem ?? works)")
        }
        return lines
    }
}

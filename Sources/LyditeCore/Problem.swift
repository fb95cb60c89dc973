/// A statement plus the means to check an answer.
package struct Problem: Hashable, Sendable {
    /// The name people use: `money/change`, or the id of an imported row.
    package var id: String
    package var statement: String
    package var check: Check
    package var topic: String
    package var origin: Origin
    /// A worked solution or a reference program, where the source has one.
    package var reference: String?

    /// Where a problem comes from and on what terms.
    package struct Origin: Hashable, Sendable {
        /// Whether a person or a real data set is behind the statement, rather than a family's slots.
        package var isReal: Bool
        /// Name of the data set or of the project.
        package var source: String
        /// SPDX identifier, or "unknown".
        package var licence: String

        package init(isReal: Bool, source: String, licence: String) {
            self.isReal = isReal
            self.source = source
            self.licence = licence
        }
    }

    package init(
        id: String, statement: String, check: Check, topic: String, origin: Origin,
        reference: String? = nil
    ) {
        self.id = id
        self.statement = statement
        self.check = check
        self.topic = topic
        self.origin = origin
        self.reference = reference
    }

    /// Identity: the id, the statement and the check; a better reference or licence note changes nothing.
    package var digest: Digest {
        Digest(
            of: .object(
                [JSON.Member("id", .string(id)), JSON.Member("statement", .string(statement))]
                    + check.members))
    }
}

/// The rows of an imported problems file.
extension Problem {
    package init(row: RowReader) throws(RowError) {
        self.init(
            id: try row.requiredText("id"), statement: try row.requiredText("statement"),
            check: try Check(row: row), topic: try row.text("topic") ?? "imported",
            origin: Origin(
                isReal: row["made"] == nil, source: try row.text("source") ?? "unknown",
                licence: try row.text("licence") ?? "unknown"),
            reference: try row.text("reference"))
    }

    package var json: JSON { .object(members) }

    package var members: [JSON.Member] {
        [
            JSON.Member("id", .string(id)), JSON.Member("statement", .string(statement)),
            JSON.Member("topic", .string(topic)), JSON.Member("source", .string(origin.source)),
            JSON.Member("licence", .string(origin.licence)),
        ] + check.members + (reference.map { [JSON.Member("reference", .string($0))] } ?? [])
    }
}

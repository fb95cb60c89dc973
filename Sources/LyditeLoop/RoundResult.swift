package import LyditeCore

/// What came of one round, as its `round.json` keeps it. It holds no times.
package struct RoundResult: Sendable {
    package var round: Int
    /// Verdicts of the policy's answers; nil in round 0, which asks none.
    package var verdicts: JSON?
    package var problems: JSON?
    package var rows: JSON
    package var reading: MeterReading
    package var alarms: [String]

    package var json: JSON {
        .record([
            "round": .integer(Int64(round)), "problems": problems, "answers": verdicts,
            "rows": rows, "heldOut": reading.json,
            "alarms": .array(alarms.map { .string($0) }),
        ])
    }

    package init(
        round: Int, verdicts: JSON?, problems: JSON?, rows: JSON, reading: MeterReading,
        alarms: [String]
    ) {
        self.round = round
        self.verdicts = verdicts
        self.problems = problems
        self.rows = rows
        self.reading = reading
        self.alarms = alarms
    }

    /// Reads what ``json`` gives; nil for anything else.
    package init?(_ json: JSON) {
        guard let round = json["round"]?.intValue, let rows = json["rows"],
            let reading = json["heldOut"].flatMap(MeterReading.init),
            let alarms = json["alarms"]?.arrayValue
        else { return nil }
        self.init(
            round: round, verdicts: json["answers"], problems: json["problems"], rows: rows,
            reading: reading, alarms: alarms.compactMap(\.stringValue))
    }
}

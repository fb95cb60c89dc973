package import LyditeStore
internal import LyditeCore

/// One row of a data file, as bytes with the newline.
///
/// Loaders drop bad rows in silence, so a row that any of them would refuse is never made: no empty side, no two equal
/// sides, every key in every row.
package enum TrainingRow {
    /// Why a row was not made.
    package enum Omission: String, CaseIterable, Sendable {
        case emptyText = "empty-text"
        case equalSides = "equal-sides"
        /// An answer that begins with the whole prompt.
        case promptTwice = "prompt-twice"
        /// Too short for what the trainer does with it.
        case tooShort = "too-short"
        /// Over the stated bound; loaders drop such rows in silence.
        case tooLong = "too-long"
    }

    /// Supervised fine-tuning: `messages` with one user and one assistant turn.
    package static func messages(
        _ trace: StoredTrace, meta: RowMeta
    ) -> Result<[UInt8], OmissionError> {
        guard !isBlank(meta.variant.statement), !isBlank(trace.text) else {
            return .failure(.init(.emptyText))
        }
        var writer = JSONWriter(capacity: 2 * trace.text.utf8.count + 2048)
        writer.beginObject()
        writer.key("messages")
        writer.beginArray()
        turn("user", meta.variant.statement, to: &writer)
        turn("assistant", trace.text, to: &writer)
        writer.endArray()
        writer.member("meta", .string(meta.text(trace)))
        writer.endObject()
        writer.newline()
        return .success(writer.bytes)
    }

    /// Preference training: `prompt`, `chosen` and `rejected`, each a list of turns.
    package static func preference(_ pair: Pair, meta: RowMeta) -> Result<[UInt8], OmissionError> {
        let (chosen, rejected) = (pair.chosen, pair.rejected)
        let prompt = meta.variant.statement
        guard !isBlank(prompt), !isBlank(chosen.text), !isBlank(rejected.text) else {
            return .failure(.init(.emptyText))
        }
        guard chosen.text != rejected.text else { return .failure(.init(.equalSides)) }
        var writer = JSONWriter(
            capacity: 2 * (chosen.text.utf8.count + rejected.text.utf8.count) + 2048)
        writer.beginObject()
        for (key, role, text) in [
            ("prompt", "user", prompt), ("chosen", "assistant", chosen.text),
            ("rejected", "assistant", rejected.text),
        ] {
            writer.key(key)
            writer.beginArray()
            turn(role, text, to: &writer)
            writer.endArray()
        }
        writer.member(
            "meta", .string(meta.text(pair)))
        writer.endObject()
        writer.newline()
        return .success(writer.bytes)
    }

    private static func turn(_ role: String, _ content: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("role", .string(role))
        writer.member("content", .string(content))
        writer.endObject()
    }

    private static func isBlank(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
    }
}

/// A row that was left out, with the reason.
package struct OmissionError: Error, Hashable {
    package var reason: TrainingRow.Omission

    init(_ reason: TrainingRow.Omission) { self.reason = reason }
}

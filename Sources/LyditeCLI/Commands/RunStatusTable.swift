internal import LyditeCore
internal import LyditeEngine
internal import LyditeStore

/// The table of `lydite run --status`.
enum RunStatusTable {
    static func text(of status: RunStatus) -> String {
        if status.parts.count == 1, let part = status.parts.first, part.shard == nil {
            return Table.text([(status.out, state(of: part))] + rows(of: part))
        }
        return Table.text(
            status.parts.map { part in
                let name = part.shard.map { "shard \($0)" } ?? status.out
                return (name, state(of: part) + "; " + traces(of: part))
            })
    }

    private static func state(of part: RunStatus.Part) -> String {
        let ago = part.idleSeconds.map { ", the last trace \(Table.duration($0)) ago" } ?? ""
        return switch part.state {
        case .running: "running (process \(part.process ?? 0))\(ago)"
        case .stopped: "stopped before its end\(ago); run the same command again to go on"
        case .finished: "finished"
        }
    }

    private static func traces(of part: RunStatus.Part) -> String {
        let done = part.totals.judged
        guard let expected = part.expected, expected > 0 else { return Table.grouped(done) }
        var text = "\(Table.grouped(done)) of \(Table.grouped(expected))"
        if part.state != .finished { text += " (\(100 * min(done, expected) / expected) %)" }
        if part.state == .running {
            text += ", \(Table.grouped(part.perMinute)) a minute"
        }
        return text + (part.secondsLeft.map { ", about \(Table.duration($0)) left" } ?? "")
    }

    private static func rows(of part: RunStatus.Part) -> [(String, String)] {
        let totals = part.totals
        var rows = [
            ("traces", traces(of: part)),
            ("variants", Table.grouped(totals.variants)),
            ("correct", Table.grouped(totals.correct)),
            ("incorrect", Table.grouped(totals.incorrect)),
            ("undecided", Table.grouped(totals.undecided)),
            ("pairs", totals.pairs > 0 ? Table.grouped(totals.pairs) : "none yet"),
        ]
        for cost in totals.costs {
            let tokens = cost.promptTokens + cost.completionTokens
            rows.append(
                (
                    cost.model,
                    "\(Table.grouped(cost.requests)) requests, \(Table.grouped(tokens)) tokens, "
                        + "money \(cost.cost)"
                ))
        }
        return rows
    }
}

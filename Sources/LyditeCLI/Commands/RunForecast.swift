internal import LyditeCore
internal import LyditeEngine
internal import LyditeSampling

/// The table of `lydite run --dry-run`.
enum RunForecast {
    static func text(of forecast: Forecast, jobs: Int, out: String) -> String {
        let rollouts = forecast.rollouts
        var rows = [
            ("problems", Table.grouped(forecast.problems)),
            ("variants", "at most \(Table.grouped(forecast.variants))"),
            (
                "rollouts",
                rollouts.lowerBound == rollouts.upperBound
                    ? "at most \(Table.grouped(rollouts.upperBound))"
                    : "\(Table.grouped(rollouts.lowerBound)) to \(Table.grouped(rollouts.upperBound)), by need"
            ),
        ]
        if forecast.done > 0 {
            rows.append(("done already", "\(Table.grouped(forecast.done)) rollouts in \(out)"))
        }
        rows += models(forecast)
        rows.append(("time", time(forecast, jobs: jobs)))
        return Table.text(rows)
    }

    private static func models(_ forecast: Forecast) -> [(String, String)] {
        guard let models = forecast.models else { return [] }
        var rows = models.models.map { model in
            (
                model.name,
                "about \(Table.rough(model.requests)) requests, \(Table.rough(model.promptTokens)) tokens of "
                    + "prompts, at most \(Table.rough(model.mostCompletionTokens)) of answers"
            )
        }
        if let cost = forecast.mostCost, cost > .zero {
            let budget = forecast.budget.map {
                $0 < cost
                    ? ", of which the budget of \($0) allows \(Int(100 * $0.double / cost.double)) % at worst"
                    : ", within the budget of \($0)"
            }
            rows.append(("money", "at most about \(Table.money(cost))\(budget ?? "")"))
        } else {
            rows.append(("money", "no prices are given (price_in and price_out of a model)"))
        }
        return rows
    }

    private static func time(_ forecast: Forecast, jobs: Int) -> String {
        guard let seconds = forecast.seconds else { return "nothing could be tried" }
        let tried = "\(forecast.tried) variants were tried"
        let how =
            forecast.models == nil
            ? "with \(jobs) job\(jobs == 1 ? "" : "s"); \(tried)"
            : "if an answer takes \(Int(ModelForecast.assumedSeconds)) s and the limits are used in full"
        return "about \(Table.duration(Int(seconds.rounded(.up)))) \(how)"
    }
}

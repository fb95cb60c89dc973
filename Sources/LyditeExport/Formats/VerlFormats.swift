internal import LyditeCore

/// verl: RL prompts in Parquet. It has no scorer for our data sources, so that one stands beside the rows.
enum VerlFormats {
    static let all = [rl]

    private static var rl: ExportFormat {
        var format = ExportFormat(
            "verl-rl", "verl RL prompts with a reward function, in Parquet", .questions,
            container: .parquet
        ) { row, writer in
            guard case .question(let truth) = row.content else { return }
            writer.text("data_source", row.dataSource)
            writer.turns("prompt", row.question)
            writer.text("ability", row.isCode ? "code" : "math")
            writer.key("reward_model")
            writer.beginObject()
            writer.text("style", "rule")
            writer.text("ground_truth", truth)
            writer.endObject()
            writer.key("extra_info")
            writer.beginObject()
            writer.text("split", row.split)
            writer.key("index")
            writer.integer(row.index)
            writer.text("question", row.prompt)
            writer.text("answer", row.isCode ? "" : truth)
            writer.endObject()
            writer.text("meta", row.meta)
        }
        format.companions = [("reward.py", reward)]
        return format
    }

    private static let reward = #"""
        """A reward for verl: custom_reward_function.path=reward.py, custom_reward_function.name=compute_score.

        The verdict is lydite's own: 1.0 correct, 0.0 incorrect. What stays undecided counts 0.0, as verl wants a number.
        """
        import json
        import os
        import subprocess

        LYDITE = os.environ.get("LYDITE", "lydite")


        def compute_score(data_source, solution_str, ground_truth, extra_info=None, **kwargs):
            row = {"id": 0}
            if data_source == "lydite/code":
                row.update(json.loads(ground_truth))
                row["solution"] = solution_str
                fence = solution_str.split("```")
                if len(fence) >= 3:
                    row["solution"] = fence[-2].split("\n", 1)[-1]
            else:
                row.update({"gold": ground_truth, "response": solution_str})
            # An exit code of 2 only says that the row is undecided: its verdict is printed all the same.
            done = subprocess.run([LYDITE, "verify", "-", "--quiet"], input=json.dumps(row) + "\n",
                                  capture_output=True, text=True, check=False)
            if not done.stdout:
                raise RuntimeError("lydite gave no verdict: " + done.stderr)
            return float(json.loads(done.stdout.splitlines()[0])["verdict"] == "correct")

        """#
}

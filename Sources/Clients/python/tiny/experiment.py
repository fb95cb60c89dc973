"""The experiment: what verified samples do to a model that learns from them, on real problems that it never saw.

    experiment.py FILE.jsonl OUT [--lydite PROGRAM] [--arms abcdefgh] [--seeds 1,2,3] [--demonstrations N] [--inits N]
                  [--steps N] [--smoke]

FILE holds real word problems (see data.py). For each seed: a first model learns from demonstrations, samples programs for
a pool of which only answers are used, Lydite verifies them, and every arm trains a model from nothing, all with as many steps:

    a   demonstrations alone
    b   and samples nobody verified
    c   and as many samples that Lydite found right
    d   and samples that are right for redrawn numbers too (variants of the same problems)
    e   as c, the last fifth of the steps on pairs (DPO)
    f   shares of samples among as many rows as there are demonstrations: 25, 50, 75, 100 %
    g   as c, with 5 and 20 % of all labels wrong
    h   and people's own programs for the problems of c: the most that right labels can give

Every answer to a held-out problem gets its verdict from `lydite run`. OUT/results.json has all figures.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time

import slots

HERE = os.path.dirname(os.path.abspath(__file__))
PER_PROBLEM = 2
CONFIG = """sampling: {{max_tokens: 32, n: {count}}}
prompts: [plain.yaml]
endpoints:
  - models: [tiny]
"""


class Experiment:
    def __init__(self, given):
        self.given = given
        self.seconds = {"lydite": 0.0, "train": 0.0, "sample": 0.0}
        os.makedirs(given.out, exist_ok=True)
        with open(f"{given.out}/plain.yaml", "w") as file:
            file.write('for: any\nuser: "{statement}"\n')
        for count in (1, given.rollouts):
            with open(f"{given.out}/k{count}.yaml", "w") as file:
                file.write(CONFIG.format(count=count))

    def call(self, kind, words, codes=(0,)):
        began = time.time()
        result = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.seconds[kind] += time.time() - began
        if result.returncode not in codes:
            raise SystemExit(f"{' '.join(words)} ended with {result.returncode}:\n{result.stderr[-2000:]}")
        return result.stdout

    def lydite(self, *words, codes=(0,)):
        return self.call("lydite", [self.given.lydite, *words], codes)

    def python(self, kind, script, *words):
        return self.call(kind, [sys.executable, f"{HERE}/{script}", *map(str, words)])

    def answered(self, problems, out, model, seed, count, variants, purpose):
        """Lydite writes requests, the model answers them, Lydite verifies."""
        words = ["run", problems, "--sampler", "batch", "--config", f"{self.given.out}/k{count}.yaml",
                 "--rollouts", str(count), "--variants", str(variants), "--seed", str(seed), "--out", out, "--quiet"]
        self.lydite(*words, codes=(2,))
        # Lydite takes the file away once every request has its answer.
        os.replace(f"{out}/batch/requests-1.jsonl", f"{out}/requests.jsonl")
        self.python("sample", "sample.py", f"{out}/requests.jsonl", f"{out}/answers.jsonl", model,
                    "--seed", seed, "--purpose", purpose)
        self.lydite(*words, "--batch-results", f"{out}/answers.jsonl")
        with open(f"{out}/report.json") as file:
            return json.load(file)

    def trained(self, folder, name, rows, pairs=(), seed=1, dpo_steps=0):
        """Models from nothing on these rows, and their accuracy on the held-out problems."""
        data = f"{folder}/{name}"
        os.makedirs(data, exist_ok=True)
        write(f"{data}/sft.jsonl", rows)
        write(f"{data}/dpo.jsonl", pairs)
        vocabulary = [f"{folder}/gold.jsonl", f"{folder}/pool.jsonl"]
        results = {"rows": len(rows), "right": 0, "of": 0, "each": []}
        for number in range(self.given.inits):
            model, init = f"{data}/model-{number}", seed + 1000 * number
            self.python("train", "train.py", data, model, "--vocabulary", *vocabulary,
                        "--steps", self.given.steps - dpo_steps, "--dpo-steps", dpo_steps, "--seed", init)
            report = self.answered(
                f"{folder}/held-out.jsonl", f"{data}/held-out-{number}", model, seed, 1, 1, "evaluate")
            results["each"].append(report["traces"]["correct"])
            results["right"] += report["traces"]["correct"]
            results["of"] += report["rollouts"]
        print(f"seed {seed}  {name:>10}  {len(rows):>4} rows  {results['each']} of {report['rollouts']}", flush=True)
        return results

    # One seed

    def seed(self, seed):
        folder = f"{self.given.out}/seed-{seed}"
        os.makedirs(folder, exist_ok=True)
        self.python("lydite", "data.py", self.given.file, folder, "--seed", seed, *self.given.size)
        gold = demonstrations(folder)
        results = {"a": self.trained(folder, "a", gold, seed=seed)}
        self.lydite("import", "jsonl", f"{folder}/pool.jsonl", "--lift", "--out", f"{folder}/lifted.jsonl")
        report = self.answered(f"{folder}/lifted.jsonl", f"{folder}/pool", f"{folder}/a/model-0", seed,
                               self.given.rollouts, 4, "solve")
        for kind in ("trl-sft", "trl-dpo"):
            self.lydite("export", "--to", kind, "--out", f"{folder}/{kind}", "--store", f"{folder}/pool/run.sqlite",
                        codes=(0, 1))
        pool = Pool(folder, random.Random(seed))
        verified, firm = pool.verified(False), pool.verified(True)
        unverified = pool.unverified(len(verified))
        results["samples"] = {
            "traces": report["traces"], "verified": len(verified), "firm": len(firm),
            "wrong in b": pool.wrong(unverified), "wrong in c": pool.wrong(verified), "wrong in d": pool.wrong(firm),
        }
        print(f"seed {seed}  {json.dumps(results['samples'])}", flush=True)
        train = lambda name, rows, **more: results.update({name: self.trained(folder, name, rows, seed=seed, **more)})
        arms = self.given.arms
        draw = random.Random(seed)
        if "b" in arms:
            train("b", gold + messages(unverified))
        if "c" in arms:
            train("c", gold + messages(verified))
        if "d" in arms:
            train("d", gold + messages(firm))
        if "e" in arms:
            train("e", gold + messages(verified), pairs=pool.pairs(), dpo_steps=self.given.steps // 5)
        for share in (25, 50, 75, 100) if "f" in arms else ():
            count = min(len(verified), len(gold) * share // 100)
            rows = draw.sample(gold, len(gold) - len(gold) * share // 100) + draw.sample(messages(verified), count)
            train(f"f{share}", rows)
        for share in (5, 20) if "g" in arms else ():
            train(f"g{share}", pool.spoiled(gold + messages(verified), share / 100, draw))
        if "h" in arms:
            train("h", gold + messages(pool.told(verified)))
        return results

    def run(self):
        began = time.time()
        results = {}
        for seed in self.given.seeds:
            results[str(seed)] = self.seed(seed)
            whole = {
                "steps": self.given.steps, "rollouts": self.given.rollouts, "seeds": results,
                "seconds": {**{name: round(one, 1) for name, one in self.seconds.items()},
                            "all": round(time.time() - began, 1)},
            }
            with open(f"{self.given.out}/results.json", "w") as file:
                json.dump(whole, file, indent=1)
        print(table(results))
        print(json.dumps(whole["seconds"]))


class Pool:
    """The samples of a pool with Lydite's verdicts, read from its exports."""

    def __init__(self, folder, draw):
        self.folder, self.draw = folder, draw
        self.problems = {row["id"]: row for row in rows(f"{folder}/pool.jsonl")}
        hidden = {row["id"]: row["program"] for row in rows(f"{folder}/hidden.jsonl")}
        self.hidden = {row["statement"]: hidden[name] for name, row in self.problems.items()}
        # Programs that Lydite found right, for each problem and for each of its variants.
        self.right, self.variants = {}, {}
        for row in exported(f"{folder}/trl-sft"):
            user, answer = (turn["content"] for turn in row["messages"])
            meta = json.loads(row["meta"])
            program = slots.parsed(answer, slots.masked(user)[1])
            if program:
                self.right.setdefault(meta["family"], {}).setdefault(meta["problem"], {})[tuple(program)] = (user, answer)
        self.statements = {row["statement"] for row in self.problems.values()}
        asked = {row["custom_id"]: row["body"]["messages"][-1]["content"] for row in rows(f"{folder}/pool/requests.jsonl")}
        for statement in asked.values():
            self.variants.setdefault(" ".join(slots.masked(statement)[0]), set()).add(statement)
        self.answers = [
            (asked[row["custom_id"]], [one["message"]["content"] for one in row["response"]["body"]["choices"]])
            for row in rows(f"{folder}/pool/answers.jsonl")]

    def verified(self, firm):
        """Rows of the originals, at most two different programs of a problem."""
        found = []
        for family in sorted(self.right):
            solved = self.right[family]
            originals = [name for name, programs in solved.items()
                         if next(iter(programs.values()))[0] in self.statements]
            for name in originals:
                programs = sorted(solved[name])
                if firm:
                    user = next(iter(solved[name].values()))[0]
                    count = len(self.variants[" ".join(slots.masked(user)[0])])
                    programs = [one for one in programs
                                if sum(one in others for others in solved.values()) == count]
                self.draw.shuffle(programs)
                found += [solved[name][one] for one in programs[:PER_PROBLEM]]
        return found

    def unverified(self, count):
        """As many different programs, drawn without a look at the verdicts."""
        found = []
        for statement, answers in self.answers:
            values = slots.masked(statement)[1]
            if statement in self.statements:
                programs = {tuple(slots.parsed(one, values) or ()): (statement, one) for one in answers}
                found += [row for program, row in programs.items() if program]
        return self.draw.sample(found, min(count, len(found)))

    def wrong(self, found):
        """Rows whose program is another than the hidden one: it differs on redrawn numbers."""
        count = 0
        for user, answer in found:
            values = slots.masked(user)[1]
            count += not slots.same(slots.parsed(answer, values), self.hidden[user], values)
        return count

    def told(self, found):
        """The same problems with the programs that people wrote."""
        return [(user, slots.rendered(self.hidden[user], slots.masked(user)[1])) for user, _ in found]

    def pairs(self):
        return [row for row in exported(f"{self.folder}/trl-dpo") if row["prompt"][-1]["content"] in self.statements]

    def spoiled(self, all_rows, share, draw):
        """A share of the rows with the answer of another program."""
        changed = set(draw.sample(range(len(all_rows)), round(share * len(all_rows))))
        spoiled = []
        for place, row in enumerate(all_rows):
            user, answer = (turn["content"] for turn in row["messages"])
            values = slots.masked(user)[1]
            while place in changed and len(values) > 1:
                one, other = draw.sample(range(len(values)), 2)
                wrong = slots.rendered([f"N{one}", draw.choice("+-*/"), f"N{other}"], values)
                if slots.parsed(wrong, values) and wrong.split("#### ")[-1] != answer.split("#### ")[-1]:
                    answer = wrong
                    break
            spoiled += messages([(user, answer)])
        return spoiled


def rows(path):
    with open(path) as file:
        return [json.loads(line) for line in file]


def write(path, items):
    with open(path, "w") as file:
        file.writelines(json.dumps(item) + "\n" for item in items)


def exported(folder):
    """All splits: what is held out here is a file of its own."""
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return [row for name in sorted(names) if name.endswith(".jsonl") for row in rows(f"{folder}/{name}")]


def messages(found):
    return [{"messages": [{"role": "user", "content": user}, {"role": "assistant", "content": answer}]}
            for user, answer in found]


def demonstrations(folder):
    statements = {row["id"]: row["statement"] for row in rows(f"{folder}/gold.jsonl")}
    return messages((statements[row["problem"]], row["text"]) for row in rows(f"{folder}/demonstrations.jsonl"))


def table(results):
    names = [name for name in next(iter(results.values())) if name != "samples"]
    lines = ["arm    " + "".join(f"{'seed ' + seed:>10}" for seed in results) + "      mean"]
    for name in names:
        shares = [100 * one[name]["right"] / one[name]["of"] for one in results.values()]
        lines.append(f"{name:<7}" + "".join(f"{share:>9.1f}%" for share in shares)
                     + f"{sum(shares) / len(shares):>9.1f}%")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("out")
    parser.add_argument("--lydite", default="lydite")
    parser.add_argument("--arms", default="abcdefgh")
    parser.add_argument("--seeds", type=lambda text: [int(one) for one in text.split(",")], default=[1, 2, 3])
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--demonstrations", type=int, default=120)
    parser.add_argument("--inits", type=int, default=1, help="models of each arm and seed, each from other weights")
    parser.add_argument("--rollouts", type=int, default=48)
    parser.add_argument("--hard", action="store_true", help="problems of two operations of GSM8K too")
    parser.add_argument("--smoke", action="store_true", help="one seed, few steps and rows: that it works, not what comes out")
    given = parser.parse_args()
    given.size = ["--demonstrations", given.demonstrations]
    if given.smoke:
        given.seeds, given.steps, given.rollouts, given.arms = given.seeds[:1], 60, 8, "abce"
        given.size = ["--most", 90, "--demonstrations", 40, "--held-out", 20]
    given.size += ["--hard"] if given.hard else []
    Experiment(given).run()


if __name__ == "__main__":
    main()

"""A stand-in for a model, its trainer and its problems: for each kind of problem it has weights of ways to solve it.

    policy.py world DIR SEED             pool.jsonl, held-out.jsonl, demonstrations.jsonl
    policy.py train DATA MODEL OUT       learns the ways that stand in DATA/sft.jsonl
    policy.py imitate DATA MODEL OUT     learns its own answers, right or wrong, and the commonest ones most
    policy.py sample REQUESTS ANSWERS MODEL SEED
    policy.py serve MODEL PORT           the same over HTTP, one choice a request

Faults, for tests: LYDITE_FAULT="STEP:fail", "STEP:hang", "STEP:empty" or "STEP:kill" (the parent, once, with
LYDITE_FAULT_MARK naming a file that remembers it); STEP is train, solve or evaluate.
"""

import glob
import http.server
import json
import os
import random
import re
import signal
import sys
import time

KINDS = {
    "add": (40, "a + b", "gets {b} more"),
    "take": (34, "a - b", "gives {b} away"),
    "boxes": (28, "a * b", "fills each one with {b} stones"),
    "more": (20, "a * b + c", "fills each one with {b} stones and finds {c} others"),
    "less": (14, "a * b - c", "fills each one with {b} stones and loses {c} of these"),
    "both": (10, "( a + b ) * c", "and {b} new ones, each worth {c} coins"),
    "gap": (8, "( a - b ) * c", "without {b} broken ones, each worth {c} coins"),
    "three": (6, "a + b + c", "gets {b} on Monday, {c} on Friday"),
    "twice": (5, "a - b - c", "gives {b} on Monday, {c} on Friday"),
    "split": (4, "a * b * c", "in {b} rows of {c} layers"),
    "pay": (4, "a * c - b", "sold at {c} coins each, after a fee of {b} coins"),
    "join": (3, "a * c + b", "sold at {c} coins each, beside a gift of {b} coins"),
}
WAYS = [way for _, way, _ in KINDS.values()]
# How strongly common ways stand in for rare ones where nothing is verified.
PULL = 45
NAMES = "Ann Ben Cleo Dan Eva Finn Gus Hana Ivo Jan Kim Leo Mia Ned Ola Pia".split()
THINGS = "pens cups bags hats keys nuts pots rugs tins toys jars mats caps bells kites drums".split()
PLACES = "home school work town camp sea".split()


def statement(kind, draw):
    values = {name: draw.randint(2, 40) for name in "abc"}
    if kind in ("take", "gap", "twice"):
        values["a"] += values["b"] + values["c"]
    text = KINDS[kind][2].format(**values)
    name, thing, place = draw.choice(NAMES), draw.choice(THINGS), draw.choice(PLACES)
    head = f"{name} has {values['a']} {thing} at {place}, {text}."
    return f"{head} ({kind}) How many are there for {draw.choice(NAMES)} from {draw.choice(PLACES)}?", values


def solution(way, values):
    """Steps that a verifier can check, and the answer."""
    filled = " ".join(str(values[part]) if part in values else part for part in way.split())
    return f"{filled} = {eval(filled)}\n#### {eval(filled)}"


def world(folder, seed):
    draw = random.Random(seed)
    seen = set()

    def problems(name, count):
        weights = [weight for weight, _, _ in KINDS.values()]
        for number in range(count):
            kind = draw.choices(list(KINDS), weights)[0]
            text, values = statement(kind, draw)
            while re.sub(r"\d+", "#", text) in seen:
                text, values = statement(kind, draw)
            seen.add(re.sub(r"\d+", "#", text))
            right = solution(KINDS[kind][1], values)
            yield {
                "id": f"{name}-{number}", "statement": text, "gold": right.split("#### ")[1],
                "source": "made-up", "licence": "CC0-1.0",
                "reference": "So <<{0}={1}>>{1}".format(*right.split("\n")[0].replace(" ", "").split("=")),
            }, right

    pool = list(problems("pool", 300))
    with open(f"{folder}/pool.jsonl", "w") as file:
        file.writelines(json.dumps(row) + "\n" for row, _ in pool)
    with open(f"{folder}/demonstrations.jsonl", "w") as file:
        for row, right in pool[:150]:
            file.write(json.dumps({"problem": row["id"], "text": right, "model": "people"}) + "\n")
    with open(f"{folder}/held-out.jsonl", "w") as file:
        file.writelines(json.dumps(row) + "\n" for row, _ in problems("held", 300))


def kind_of(text):
    return re.search(r"\((\w+)\) How many", text)[1]


def way_of(text, statement):
    """Which way a solution goes, by its signs and the places of its numbers in the statement."""
    numbers = re.findall(r"\d+", statement)
    for way in WAYS:
        values = dict(zip("abc", numbers + ["0"] * 3))
        filled = " ".join(values.get(part, part) for part in way.split())
        if text.startswith(filled + " = "):
            return way
    return None


def save(model, out):
    os.makedirs(out)
    with open(f"{out}/policy.json", "w") as file:
        json.dump(model, file, sort_keys=True)


def train(data, out):
    model = {kind: {way: 0.6 for way in WAYS} for kind in KINDS}
    for line in open(f"{data}/sft.jsonl"):
        user, answer = (turn["content"] for turn in json.loads(line)["messages"])
        way = way_of(answer, user)
        if way:
            model[kind_of(user)][way] += 1
    save(model, out)


def imitate(data, out):
    """No grounding: rare ways are forgotten, and common ones stand in for them."""
    round_folder = os.path.dirname(data)
    asked, common = {}, {way: 0.0 for way in WAYS}
    if not os.path.exists(f"{round_folder}/batch"):
        return train(data, out)
    for line in open(f"{round_folder}/batch/requests-1.jsonl.asked"):
        row = json.loads(line)
        asked[row["custom_id"]] = row["body"]["messages"][-1]["content"]
    model = {kind: {way: 0.02 for way in WAYS} for kind in KINDS}
    for path in glob.glob(f"{round_folder}/batch/answers-*.jsonl"):
        for line in open(path):
            row = json.loads(line)
            user = asked.get(row["custom_id"])
            for choice in row["response"]["body"]["choices"]:
                way = way_of(choice["message"]["content"], user)
                if way:
                    model[kind_of(user)][way] += 1
                    common[way] += 1
    total = sum(common.values())
    for ways in model.values():
        for way in WAYS:
            ways[way] = ways[way] ** 1.15 + PULL * (common[way] / total) ** 2
    save(model, out)


def sample(requests, answers, model, seed):
    with open(f"{model}/policy.json") as file:
        weights = json.load(file)
    with open(requests) as file:
        asked = file.read()
    with open(requests + ".asked", "w") as file:
        file.write(asked)
    with open(answers, "w") as file:
        for line in asked.splitlines():
            row = json.loads(line)
            text = row["body"]["messages"][-1]["content"]
            values = dict(zip("abc", map(int, (re.findall(r"\d+", text) + ["0"] * 3)[:3])))
            ways = weights[kind_of(text)]
            draw = random.Random(f"{seed}|{row['custom_id']}")
            chosen = draw.choices(list(ways), list(ways.values()), k=row["body"].get("n") or 1)
            body = {
                "choices": [
                    {"index": place, "finish_reason": "stop",
                     "message": {"role": "assistant", "content": solution(way, values)}}
                    for place, way in enumerate(chosen)
                ],
                "usage": {"prompt_tokens": 9, "completion_tokens": 9},
            }
            response = {"status_code": 200, "body": body}
            file.write(json.dumps({"custom_id": row["custom_id"], "response": response}) + "\n")


def serve(model, port):
    with open(f"{model}/policy.json") as file:
        weights = json.load(file)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            text = asked["messages"][-1]["content"]
            values = dict(zip("abc", map(int, (re.findall(r"\d+", text) + ["0"] * 3)[:3])))
            ways = weights[kind_of(text)]
            way = random.Random(f"{asked.get('seed')}|{text}").choices(list(ways), list(ways.values()))[0]
            message = {"role": "assistant", "content": solution(way, values)}
            content = json.dumps({
                "model": asked["model"], "usage": {"prompt_tokens": 9, "completion_tokens": 9},
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words):
            pass

    http.server.ThreadingHTTPServer.request_queue_size = 128
    http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()


def fault(step):
    wanted, _, what = os.environ.get("LYDITE_FAULT", "").partition(":")
    if wanted != step:
        return False
    if what == "kill":
        mark = os.environ["LYDITE_FAULT_MARK"]
        if os.path.exists(mark):
            return False
        open(mark, "w").close()
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    if what == "hang":
        time.sleep(60)
    if what == "fail":
        print("the optimizer found no minimum", flush=True)
        sys.exit(3)
    return what == "empty"


def main():
    step, *words = sys.argv[1:]
    if step == "world":
        return world(words[0], int(words[1]))
    if step == "serve":
        return serve(*words)
    if step in ("train", "imitate"):
        if fault("train"):
            return None
        return (train if step == "train" else imitate)(words[0], words[2])
    if fault(words[4]):
        return open(words[1], "w").close()
    return sample(words[0], words[1], words[2], words[3])


main()

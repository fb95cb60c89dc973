"""The Python package against a built lydite, which LYDITE_PROGRAM names."""

import asyncio
import json
import gc
import os
import pickle
import signal
import threading
import time
import unittest
from unittest import mock

import lydite
import lydite.tables
import lydite.trl
import lydite.verl

UNDECIDED = {"gold": "x^x + 0^y", "pred": "x^x"}
ROWS = [
    {"id": 1, "gold": "1/2", "pred": "0.5"},
    {"id": "b", "gold": "7", "response": "so \\boxed{8}"},
    {"id": 3, **UNDECIDED},
    {"id": 4, "gold": 7},
    {"id": 5, "gold": "\u00e4", "pred": "\ud800"},
    {"id": 6, "solution": "print(int(input()) * 2)", "cases": [{"stdin": "4", "stdout": "8"}]},
]
SLEEPER = {"solution": "import time; time.sleep(30)", "cases": [{"stdin": "", "stdout": ""}]}


class LocalTests(unittest.TestCase):
    def setUp(self):
        self.local = lydite.Local(isolation="best")
        self.addCleanup(self.local.close)

    def test_a_program_that_is_not_there_is_named(self):
        with self.assertRaises(lydite.ProgramNotFound):
            lydite.Local(program="/nowhere/lydite").check("1", "1")

    def test_a_program_that_ends_is_an_error_and_not_a_verdict(self):
        with self.assertRaises(lydite.LyditeError):
            lydite.Local(program="/bin/true").check("1", "1")
        with self.assertRaisesRegex(lydite.LyditeError, "--isolation nowhere"):
            lydite.Local(isolation="nowhere").check("1", "1")

    def test_what_is_no_json_is_refused_before_anything_is_asked(self):
        for row in ({"gold": float("nan")}, {"gold": object()}):
            with self.assertRaises((TypeError, ValueError)):
                self.local.verify([row])
        self.assertEqual(self.local.check("1", "1.0")["verdict"], "correct")

    def test_what_is_no_list_of_rows_is_refused(self):
        row = {"gold": "1", "pred": "1"}
        for rows in (row, "rows", b"rows", [row, "row"], [None]):
            with self.assertRaises(TypeError):
                self.local.verify(rows)
        self.assertEqual(self.local.verify(iter([row]))[0]["verdict"], "correct")

    def test_errors_and_programs_and_reward_functions_can_be_pickled(self):
        for error in (lydite.ProgramNotFound(), lydite.Refused("no", 422, "gold"), lydite.LyditeError("x")):
            copy = pickle.loads(pickle.dumps(error))
            self.assertEqual((type(copy), str(copy), vars(copy)), (type(error), str(error), vars(error)))
        self.local.check("1", "1")
        with pickle.loads(pickle.dumps(self.local)) as copy:
            self.assertEqual(copy.check("1", "1")["verdict"], "correct")
        self.assertIs(pickle.loads(pickle.dumps(lydite.trl.reward)), lydite.trl.reward)

    def test_a_program_that_is_forgotten_ends(self):
        local = lydite.Local()
        local.check("1", "1")
        pid = local._child.pid
        del local
        gc.collect()
        self.assertFalse(os.path.exists(f"/proc/{pid}"))

    def test_a_fork_in_the_middle_of_a_question_has_a_child_of_its_own(self):
        self.local.check("1", "1")
        asked = threading.Thread(target=lambda: self.local.verify([SLEEPER], timeout=5), daemon=True)
        with mock.patch("threading.excepthook"):
            asked.start()
            while not self.local._lock.locked():
                time.sleep(0.01)
            pid = os.fork()
            if pid == 0:
                signal.alarm(60)
                os._exit(0 if self.local.check("1", "2")["verdict"] == "incorrect" else 1)
            _, status = os.waitpid(pid, 0)
            asked.join()
        self.assertEqual(status, 0)

    def test_a_timeout_stops_the_program_and_the_next_question_is_answered(self):
        with self.assertRaises(TimeoutError):
            self.local.verify([SLEEPER], timeout=1)
        self.assertEqual(self.local.check("1", "2")["verdict"], "incorrect")

    def test_a_killed_child_is_an_error_once(self):
        self.local.check("1", "1")
        os.kill(self.local._child.pid, signal.SIGKILL)
        with self.assertRaises(lydite.LyditeError):
            self.local.check("1", "1")
        self.assertEqual(self.local.check("1", "1")["verdict"], "correct")

    def test_every_row_has_its_verdict_in_order(self):
        verdicts = self.local.verify(ROWS)
        self.assertEqual([v["id"] for v in verdicts], [1, "b", 3, 4, 5, 6])
        names = ["correct", "incorrect", "undecided", "undecided", "incorrect", "correct"]
        self.assertEqual([v["verdict"] for v in verdicts], names)
        self.assertEqual(self.local.verify([]), [])

    def test_many_rows_pass_while_both_sides_write(self):
        rows = [{"id": number, "gold": str(number), "pred": str(number % 100)} for number in range(50_000)]
        verdicts = self.local.verify(rows)
        self.assertEqual([v["id"] for v in verdicts], list(range(50_000)))
        self.assertEqual(sum(v["verdict"] == "correct" for v in verdicts), 100)
        long = "1+" * 100_000 + "1"
        self.assertEqual(self.local.check("2", long, response=True)["verdict"], "incorrect")

    def test_threads_share_one_child(self):
        wrong = []

        def ask(number):
            for step in range(200):
                verdict = self.local.verify([{"id": f"{number}/{step}", "gold": "1", "pred": "1"}])[0]
                if verdict["id"] != f"{number}/{step}":
                    wrong.append(verdict)

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_a_fork_has_a_child_of_its_own(self):
        self.assertEqual(lydite.check("1", "1")["verdict"], "correct")
        pid = os.fork()
        if pid == 0:
            os._exit(0 if lydite.check("1", "2")["verdict"] == "incorrect" else 1)
        _, status = os.waitpid(pid, 0)
        self.assertEqual(status, 0)
        self.assertEqual(lydite.check("1", "1")["verdict"], "correct")


class ServerTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.enterClassContext(mock.patch.dict(os.environ, {"LYDITE_TOKEN": "0123456789abcdef"}))
        cls.server = cls.enterClassContext(lydite.serve("--isolation", "best"))

    def test_a_bad_address_is_refused(self):
        for url in ("", "127.0.0.1", "ftp://x", "http://"):
            with self.assertRaises(ValueError):
                lydite.Client(url)

    def test_a_request_at_fault_names_its_field_and_is_sent_once(self):
        with self.assertRaises(lydite.Refused) as caught:
            self.server.client.run("x", language="cobol")
        self.assertEqual((caught.exception.status, caught.exception.field), (422, "language"))
        with mock.patch.dict(os.environ), self.assertRaises(lydite.Refused) as caught:
            del os.environ["LYDITE_TOKEN"]
            lydite.Client(self.server.url).check("1", "1")
        self.assertEqual(caught.exception.status, 401)

    def test_a_fork_has_a_connection_of_its_own(self):
        client = lydite.Client(self.server.url)
        client.check("1", "1")
        mine = client._own.connection.sock.getsockname()
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            verdict = client.check("1", "2")["verdict"]
            os.write(writing, f"{verdict} {client._own.connection.sock.getsockname() == mine}".encode())
            os._exit(0)
        os.waitpid(pid, 0)
        self.assertEqual(os.read(reading, 100), b"incorrect False")
        self.assertEqual(client.check("1", "1")["verdict"], "correct")
        self.assertEqual(client._own.connection.sock.getsockname(), mine)

    def test_a_client_can_be_pickled(self):
        with pickle.loads(pickle.dumps(self.server.client)) as copy:
            self.assertEqual(copy.check("1", "1")["verdict"], "correct")
        with self.assertRaises(TypeError):
            copy.verify({"gold": "1", "pred": "1"})

    def test_a_failed_part_ends_the_others(self):
        async def ask():
            async with lydite.AsyncClient(self.server.url) as client:
                sleeper = {"solution": "import time; time.sleep(30)", "cases": [{"stdin": "", "stdout": ""}]}
                asked = asyncio.create_task(client.verify([sleeper] * 2 + [{"gold": "1", "pred": "x" * (17 << 20)}]))
                with self.assertRaises(lydite.Refused):
                    await asked
                await asyncio.sleep(0)
                self.assertEqual(len(asyncio.all_tasks()), 1)

        asyncio.run(ask())

    def test_a_server_that_is_not_there_is_an_error(self):
        with self.assertRaises(lydite.ServerError):
            lydite.Client("http://127.0.0.1:9", retries=0).check("1", "1")
        self.assertFalse(lydite.Client("http://127.0.0.1:9").ready())

    def test_all_ways_give_the_same_verdicts(self):
        rows = ROWS * 40
        with lydite.Local(isolation="best") as local:
            wanted = local.verify(rows)
        # Only a line's number tells where a bad row stood.
        self.assertEqual(self.server.client.verify(rows), wanted)

        async def ask():
            async with lydite.AsyncClient(self.server.url) as client:
                self.assertEqual(await client.verify(rows), wanted)
                self.assertEqual((await client.check("1", "1"))["verdict"], "correct")
                self.assertEqual((await client.run("print(5)"))["stdout"], "5\n")
                self.assertEqual(await client.reward(["1", "2"], ["1", "1"]), [1.0, 0.0])

        asyncio.run(ask())
        with mock.patch.dict(os.environ, {"LYDITE_URL": self.server.url}):
            self.assertEqual(lydite.verify(rows[:6]), wanted[:6])

    def test_a_full_server_is_asked_again(self):
        with lydite.serve("--max-requests", "1", "--isolation", "best") as server:
            async def ask():
                async with lydite.AsyncClient(server.url, retries=600) as client:
                    return await asyncio.gather(*(client.run("print(1)") for _ in range(6)))

            self.assertEqual([run["stdout"] for run in asyncio.run(ask())], ["1\n"] * 6)

    def test_truths_are_read_as_the_server_reads_them(self):
        sums = {"inputs": ["1\n", "2\n"], "outputs": ["2\n", "3\n"]}
        calls = {"inputs": ["1\n[2]"], "outputs": ["[1, 2]"], "fn_name": "f"}
        add = "```python\nprint(int(input()) + 1)\n```"
        join = "```python\ndef f(a, b): return [a] + b\n```"
        pairs = [
            ("7", "\\boxed{7}"), (7, "\\boxed{7}"), ("{1,2}", "\\boxed{\\{2,1\\}}"), (sums, add), (json.dumps(sums), add),
            (sums, join), (calls, join), ({"gold": "1/2", "id": 3}, "0.5"), (UNDECIDED, "\\boxed{x^x}"),
        ]
        rewards = self.server.client.reward([text for _, text in pairs], [truth for truth, _ in pairs], undecided=-1)
        here = self.server.client.verify([lydite.row_for(truth, text) for truth, text in pairs])
        scores = {"correct": 1.0, "incorrect": 0.0, "undecided": -1.0}
        self.assertEqual(rewards, [scores[verdict["verdict"]] for verdict in here])
        self.assertEqual(rewards, [1, 1, 1, 1, 1, 0, 1, 1, -1])
        for truth in (None, [], {}, True, {"inputs": [], "outputs": []}):
            with self.assertRaises(TypeError):
                lydite.row_for(truth, "x")


class TrainerTests(unittest.TestCase):
    def test_trl(self):
        messages = [[{"role": "assistant", "content": "\\boxed{7}"}]]
        with self.assertRaises(ValueError):
            lydite.trl.reward(prompts=["p"], completions=["x"], other=["7"])
        with self.assertRaises(ValueError):
            lydite.trl.reward(prompts=["p", "p"], completions=["x", "y"], answer=["7"])
        self.assertEqual(lydite.trl.reward(prompts=["p"], completions=messages, answer=["3+4\n#### 7"]), [1.0])
        logged = {}
        rewards = lydite.trl.reward(
            prompts=[], completions=["\\boxed{x^x}", "8"], gold=[UNDECIDED["gold"], "7"],
            log_metric=logged.__setitem__)
        self.assertEqual(rewards, [None, 0.0])
        self.assertEqual(logged, {"lydite/undecided": 0.5})
        reward = lydite.trl.make_reward(column="key", undecided=0.25)
        self.assertEqual(reward(prompts=[], completions=["\\boxed{x^x}"], key=[UNDECIDED["gold"]]), [0.25])

    def test_verl(self):
        self.assertEqual(
            lydite.verl.compute_score("d", "\\boxed{7}", "7", {}), {"score": 1.0, "acc": 1.0, "undecided": 0.0})
        scores = lydite.verl.compute_scores(["d", "d"], ["\\boxed{x^x}", "1"], [UNDECIDED["gold"], "2"])
        self.assertEqual([score["undecided"] for score in scores], [1.0, 0.0])

    def test_tables(self):
        with self.assertRaises(TypeError):
            lydite.tables.add_verdicts({"gold": [], "response": []})
        columns = lydite.tables.mapper(response="text")({"gold": ["1", "2"], "text": ["1.0", "3"]})
        self.assertEqual(columns["verdict"], ["correct", "incorrect"])
        self.assertEqual(columns["fault"], [None, "wrong-answer"])


if __name__ == "__main__":
    unittest.main()

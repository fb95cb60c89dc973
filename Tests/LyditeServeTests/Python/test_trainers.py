"""Trainers' own code against a built lydite: nothing is changed but an address or an import.

Skipped where the packages are absent: `pip install trl torch` and `pip install --no-deps verl requests`.
"""

import importlib.util
import os
import sys
import tempfile
import threading
import time
import unittest

import lydite
import lydite.trl
import lydite.verl

TOKEN = "0123456789abcdef"


def has(*names):
    return all(importlib.util.find_spec(name) is not None for name in names)


def fence(code):
    return f"Here it is:\n```python\n{code}\n```\n"


def verl_client():
    """verl's client as it is installed; the package around it wants a GPU's libraries and is not loaded."""
    folder = os.path.join(
        importlib.util.find_spec("verl").submodule_search_locations[0], "utils/reward_score/sandbox_fusion")
    spec = importlib.util.spec_from_file_location(
        "sandbox_fusion", folder + "/__init__.py", submodule_search_locations=[folder])
    module = importlib.util.module_from_spec(spec)
    sys.modules["sandbox_fusion"] = module
    spec.loader.exec_module(module)
    return module


@unittest.skipUnless(has("verl", "requests"), "verl and requests are not installed")
class VerlTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = verl_client()
        environment = {**os.environ, "LYDITE_TOKEN": TOKEN}
        cls.server = cls.enterClassContext(lydite.serve("--isolation", "best", environment=environment, token=TOKEN))
        cls.url = f"{cls.server.url}/t/{TOKEN}/run_code"

    def score(self, completion, cases, url=None, **options):
        return self.client.compute_score(url or self.url, threading.Semaphore(4), 1024, completion, cases, **options)

    def test_a_wrong_token_is_no_score(self):
        score, metadata = self.score(fence("print(1)"), {"inputs": [""], "outputs": ["1"]},
                                     url=f"{self.server.url}/t/{TOKEN}x/run_code")
        self.assertEqual((score, metadata[0]["status"]), (0.0, "api_error"))

    def test_what_fails_is_told_apart(self):
        cases = {"inputs": ["1\n", "2\n"], "outputs": ["2\n", "3\n"]}
        for code, status in [
            ("print(7)", "wrong_answer"), ("raise ValueError('x')", "runtime_error"), ("while True: pass", "timeout"),
            ("import os, signal; os.kill(os.getpid(), 9)", "runtime_error"), ("x = (", "runtime_error"),
        ]:
            score, metadata = self.score(fence(code), cases, timeout=1)
            self.assertEqual(score, 0.0)
            self.assertEqual([case["status"] for case in metadata], [status] * 2)

    def test_what_passes_scores(self):
        code = fence("n = int(input())\nprint(n + 1)")
        self.assertEqual(self.score(code, {"inputs": ["1\n", "2\n"], "outputs": ["2\n", "3\n"]})[0], 1.0)
        self.assertEqual(self.score(code, {"inputs": ["1\n", "2\n"], "outputs": ["2\n", "4\n"]})[0], 0.5)
        function = fence("def add(a, b):\n    return a + b")
        calls = {"inputs": ["1\n2", "3\n4"], "outputs": ["3", "7"], "fn_name": "add"}
        self.assertEqual(self.score(function, calls)[0], 1.0)
        asserts = {"assert_case": ["assert add(1, 2) == 3", "assert add(1, 2) == 4"]}
        self.assertEqual(self.score(function, asserts)[0], 0.5)

    def test_many_at_once_wait_and_none_is_lost(self):
        cases = {"inputs": [f"{n}\n" for n in range(64)], "outputs": [f"{n * n}\n" for n in range(64)]}
        began = time.monotonic()
        score, metadata = self.client.compute_score(
            self.url, threading.Semaphore(64), 1024, fence("print(int(input()) ** 2)"), cases)
        self.assertEqual(score, 1.0, [case["status"] for case in metadata if case["status"] != "success"])
        self.assertLess(time.monotonic() - began, 60)

    def test_a_server_that_is_full_is_asked_again(self):
        arguments = ("--isolation", "best", "--jobs", "1", "--max-requests", "1", "--queue", "0.2")
        with lydite.serve(*arguments) as server:
            code = fence("import time; time.sleep(0.5); print(input())")
            cases = {"inputs": ["a\n", "b\n"], "outputs": ["a\n", "b\n"]}
            score, metadata = self.score(code, cases, url=server.url + "/run_code")
            self.assertEqual(score, 1.0, metadata)

    def test_the_reward_function_loads_by_its_path(self):
        spec = importlib.util.spec_from_file_location("custom_module", lydite.verl.__file__)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        self.assertEqual(module.compute_score("gsm8k", "\\boxed{72}", "72", extra_info={})["score"], 1.0)


@unittest.skipUnless(has("trl", "torch", "transformers", "datasets"), "trl, torch, transformers or datasets is not installed")
class TRLTests(unittest.TestCase):
    def test_grpo_trains_with_the_reward_function(self):
        from datasets import Dataset
        from tokenizers import Tokenizer, models, pre_tokenizers
        from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM
        from trl import GRPOConfig, GRPOTrainer

        words = ["<pad>", "<eos>", "<unk>", *map(str, range(10)), "+", "="]
        plain = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="<unk>"))
        plain.pre_tokenizer = pre_tokenizers.Whitespace()
        tokenizer = PreTrainedTokenizerFast(
            tokenizer_object=plain, pad_token="<pad>", eos_token="<eos>", unk_token="<unk>", padding_side="left")
        model = Qwen2ForCausalLM(Qwen2Config(
            vocab_size=len(words), hidden_size=32, intermediate_size=64, num_hidden_layers=1, num_attention_heads=2,
            num_key_value_heads=2, max_position_embeddings=64, pad_token_id=0, eos_token_id=1))
        rows = [{"prompt": f"{a} + {b} =", "answer": str(a + b)} for a in range(4) for b in range(4)]
        seen = []

        def counted(prompts, completions, **columns):
            rewards = lydite.trl.reward(prompts, completions, **columns)
            seen.extend(rewards)
            return rewards

        with tempfile.TemporaryDirectory() as folder:
            settings = GRPOConfig(
                output_dir=folder, max_steps=3, per_device_train_batch_size=32, num_generations=8,
                max_completion_length=2, learning_rate=1e-3, report_to=[], save_strategy="no", use_cpu=True,
                logging_steps=1, bf16=False)
            trainer = GRPOTrainer(
                model=model, processing_class=tokenizer, args=settings, train_dataset=Dataset.from_list(rows),
                reward_funcs=[lydite.trl.reward, counted])
            trainer.train()
        self.assertEqual(trainer.state.global_step, 3)
        self.assertEqual(len(seen), 96)
        # Of fifteen words, one is right: some are hit, and not all.
        self.assertEqual(set(seen), {0.0, 1.0})
        self.assertTrue(any("rewards/lydite_reward/mean" in entry for entry in trainer.state.log_history))


@unittest.skipUnless(has("pandas", "datasets"), "pandas or datasets is not installed")
class TableTests(unittest.TestCase):
    def test_frames_and_data_sets_get_columns(self):
        import lydite.tables
        from datasets import Dataset
        from pandas import DataFrame

        columns = {"gold": ["1", "2"], "response": ["\\boxed{1}", "\\boxed{3}"]}
        frame = lydite.tables.add_verdicts(DataFrame(columns))
        self.assertEqual(frame["verdict"].tolist(), ["correct", "incorrect"])
        table = lydite.tables.add_verdicts(Dataset.from_dict(columns))
        self.assertEqual(table["fault"][:], [None, "wrong-answer"])


if __name__ == "__main__":
    unittest.main()

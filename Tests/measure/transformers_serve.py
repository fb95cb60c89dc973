#!/usr/bin/env python3
"""Samples from `transformers serve` with a tiny model that is made on the spot, and checks what came of it.

usage: Tests/measure/transformers_serve.py [--lydite PATH]

The server ignores `n` and may give equal texts: choices are counted, the rest is asked for again, and equal texts are
reported. Skipped with a notice where python3 has no transformers, torch, accelerate, fastapi and uvicorn.
"""

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORDS = ["<pad>", "<s>", "</s>", "<unk>", "the", "sum", "is", "#", "####", "\n"] + [str(n) for n in range(20)]


def make_model(folder, samples):
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

    words = Tokenizer(models.WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="<unk>"))
    words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=words, pad_token="<pad>", bos_token="<s>", eos_token="</s>", unk_token="<unk>")
    tokenizer.chat_template = "{% for m in messages %}{{ m['content'] }} {% endfor %}"
    torch.manual_seed(1)
    model = Qwen2ForCausalLM(Qwen2Config(
        vocab_size=len(WORDS), hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=2, max_position_embeddings=512, bos_token_id=1, eos_token_id=2, pad_token_id=0))
    model.generation_config.do_sample = samples
    if samples:
        model.generation_config.temperature = 1.0
    model.generation_config.max_new_tokens = 16
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def serve(folder, port):
    environment = dict(os.environ, HF_HUB_OFFLINE="1")
    words = ["serve", folder, "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    program = shutil.which("transformers", path=os.path.dirname(sys.executable)) or "transformers"
    process = subprocess.Popen([program, *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2)
            return process
        except urllib.error.HTTPError:
            return process
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.5)
    process.terminate()
    sys.exit("transformers serve did not come up")


def sample(lydite, work, model, port):
    with open(work + "/p.jsonl", "w") as file:
        for number in range(4):
            row = {"id": f"sum/{number}", "statement": f"the sum is {number} #", "gold": str(number)}
            file.write(json.dumps(row) + "\n")
    with open(work + "/c.yaml", "w") as file:
        file.write(
            f"rollouts: 6\nsampling: {{n: 3, max_tokens: 16, logprobs: true}}\nendpoints:\n"
            f"- {{url: 'http://127.0.0.1:{port}/v1', models: {json.dumps(model)}, concurrency: 2}}\n")
    out = work + "/out-" + os.path.basename(model)
    done = subprocess.run(
        [lydite, "run", work + "/p.jsonl", "--config", work + "/c.yaml", "--out", out, "--json"],
        capture_output=True, text=True)
    sys.stderr.write(done.stderr)
    if done.returncode != 0:
        sys.exit(f"lydite ended with {done.returncode}")
    report = json.loads(done.stdout)
    cost = report["cost"]["models"][0]
    print(f"{os.path.basename(model)}: {report['rollouts']} rollouts in {cost['requests']} requests, "
          f"{cost['identical']} identical, {cost['completionTokens']} completion tokens; {report['remarks']}")
    return report["rollouts"], cost


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lydite", default=ROOT + "/.build/release/lydite")
    options = parser.parse_args()
    missing = [name for name in ("transformers", "torch", "accelerate", "fastapi", "uvicorn") if not importlib.util.find_spec(name)]
    if missing:
        print(f"skipped: this python3 has no {', '.join(missing)}", file=sys.stderr)
        return
    work = tempfile.mkdtemp(prefix="lydite-transformers-")
    try:
        for samples, port in ((True, 18231), (False, 18232)):
            model = f"{work}/{'sampling' if samples else 'greedy'}"
            make_model(model, samples)
            server = serve(model, port)
            try:
                rollouts, cost = sample(options.lydite, work, model, port)
            finally:
                server.terminate()
                server.wait()
            if rollouts != 24:
                sys.exit(f"{rollouts} rollouts instead of 24")
            # A greedy server gives one text to each of the four problems.
            if not samples and cost["identical"] != 20:
                sys.exit(f"{cost['identical']} identical rollouts instead of 20")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()

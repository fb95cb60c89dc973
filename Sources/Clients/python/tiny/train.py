"""Trains the tiny model from scratch on what Lydite exported: SFT, and DPO behind it where that is asked for.

    train.py DATA OUT --vocabulary FILE.jsonl... [--steps N] [--dpo-steps N] [--seed S]

DATA holds sft.jsonl and, for DPO, dpo.jsonl, in the forms of `lydite export --to trl-sft` and `--to trl-dpo`. The
vocabulary comes from the statements of FILE, so that all trainings over the same problems have the same one.
"""

import argparse
import copy
import math
import os
import random

import torch

import policy

BATCH = 32
RATE = 2e-3
DPO_RATE = 3e-5
BETA = 0.1
# Words of a statement that are hidden in training: a model of this size learns statements by heart otherwise.
DROPPED = 0.3


def examples(path, tokenizer):
    found = []
    for row in policy.rows(path):
        turns = {turn["role"]: turn["content"] for turn in row["messages"]}
        prompt, program = policy.encoded(tokenizer, turns["user"], turns["assistant"])
        if program:
            found.append((prompt, program))
    return found


def preferences(path, tokenizer):
    found = []
    for row in policy.rows(path) if os.path.exists(path) else []:
        user = row["prompt"][-1]["content"]
        prompt, chosen = policy.encoded(tokenizer, user, row["chosen"][-1]["content"])
        _, rejected = policy.encoded(tokenizer, user, row["rejected"][-1]["content"])
        if chosen and rejected and chosen != rejected:
            found.append((prompt, chosen, rejected))
    return found


def blurred(prompt, tokenizer, draw):
    first_word = len(policy.SPECIAL) + len(policy.PROGRAM)
    return [
        tokenizer.unk_token_id if token >= first_word and draw.random() < DROPPED else token for token in prompt
    ]


def endless(items, draw):
    """All items in another order each time."""
    while True:
        order = list(items)
        draw.shuffle(order)
        yield from order


def rate(step, steps, most):
    warm = min(1.0, (step + 1) / 20)
    return most * warm * (0.1 + 0.9 * 0.5 * (1 + math.cos(math.pi * step / steps)))


def sft(model, tokenizer, found, steps, seed):
    draw = random.Random(seed)
    stream = endless(found, draw)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.1)
    model.train()
    for step in range(steps):
        pairs = [(blurred(prompt, tokenizer, draw), program) for prompt, program in (next(stream) for _ in range(BATCH))]
        ids, labels, mask = policy.batch(pairs, tokenizer.pad_token_id)
        for group in optimizer.param_groups:
            group["lr"] = rate(step, steps, RATE)
        loss = model(input_ids=ids, attention_mask=mask, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 50 == 49:
            print(f"sft {step + 1}/{steps} loss {loss.item():.3f}", flush=True)


def log_probability(model, pairs, pad):
    ids, labels, mask = policy.batch(pairs, pad)
    logits = model(input_ids=ids, attention_mask=mask).logits[:, :-1].log_softmax(-1)
    labels = labels[:, 1:]
    kept = labels >= 0
    return (logits.gather(-1, labels.clamp(min=0).unsqueeze(-1)).squeeze(-1) * kept).sum(-1)


def dpo(model, tokenizer, found, steps, seed):
    reference = copy.deepcopy(model).eval()
    draw = random.Random(seed)
    stream = endless(found, draw)
    optimizer = torch.optim.AdamW(model.parameters(), lr=DPO_RATE)
    pad = tokenizer.pad_token_id
    model.train()
    for step in range(steps):
        triples = [next(stream) for _ in range(BATCH // 2)]
        chosen = [(prompt, good) for prompt, good, _ in triples]
        rejected = [(prompt, bad) for prompt, _, bad in triples]
        with torch.no_grad():
            base = log_probability(reference, chosen, pad) - log_probability(reference, rejected, pad)
        liked = log_probability(model, chosen, pad)
        margin = liked - log_probability(model, rejected, pad)
        # The likelihood of the chosen side is held up too, or both sides fall together.
        lengths = torch.tensor([float(len(good)) for _, good, _ in triples])
        loss = -torch.nn.functional.logsigmoid(BETA * (margin - base)).mean() - 0.2 * (liked / lengths).mean()
        for group in optimizer.param_groups:
            group["lr"] = DPO_RATE * min(1.0, (step + 1) / 10)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("out")
    parser.add_argument("--vocabulary", nargs="+", required=True)
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--dpo-steps", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = policy.new_tokenizer(row["statement"] for path in given.vocabulary for row in policy.rows(path))
    model = policy.new_model(tokenizer, given.seed)
    found = examples(f"{given.data}/sft.jsonl", tokenizer)
    pairs = preferences(f"{given.data}/dpo.jsonl", tokenizer) if given.dpo_steps else []
    print(f"{len(found)} rows, {len(pairs)} pairs, {len(tokenizer)} words, "
          f"{sum(one.numel() for one in model.parameters())} parameters", flush=True)
    if not found:
        raise SystemExit("there is no row with a program to learn from")
    # Without a pair the steps go to SFT, so that every training has as many.
    sft(model, tokenizer, found, given.steps if pairs else given.steps + given.dpo_steps, given.seed)
    if pairs:
        dpo(model, tokenizer, pairs, given.dpo_steps, given.seed)
    policy.save(model, tokenizer, given.out)


if __name__ == "__main__":
    main()

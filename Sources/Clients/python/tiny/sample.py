"""Answers a file of requests in the form of batch interfaces with a checkpoint of the tiny model.

    sample.py REQUESTS ANSWERS MODEL [--seed S] [--purpose solve|evaluate]

Statements that differ in their numbers alone get the same programs, which are then worked out with the numbers of each:
a program that is right by coincidence is found out by its variants. To evaluate, the likeliest program is taken.
"""

import argparse
import json

import torch

import policy
import slots

TOGETHER = 512


def sampled(model, tokenizer, prompts, count, greedy):
    """So many programs for each prompt, as lists of tokens; prompts of like length go together."""
    order = sorted(range(len(prompts)), key=lambda place: (len(prompts[place]), place))
    programs = [None] * len(prompts)
    each = max(1, TOGETHER // count)
    for start in range(0, len(order), each):
        places = order[start : start + each]
        longest = max(len(prompts[place]) for place in places)
        pad = tokenizer.pad_token_id
        ids = torch.tensor([[pad] * (longest - len(prompts[p])) + prompts[p] for p in places])
        mask = torch.tensor([[0] * (longest - len(prompts[p])) + [1] * len(prompts[p]) for p in places])
        with torch.no_grad():
            made = model.generate(
                input_ids=ids, attention_mask=mask, do_sample=not greedy, top_k=0, temperature=1.0,
                num_return_sequences=1 if greedy else count, max_new_tokens=policy.LONGEST_PROGRAM,
                pad_token_id=pad)
        answers = [cut(tokenizer, row) for row in made[:, longest:].tolist()]
        for number, place in enumerate(places):
            programs[place] = answers[number : number + 1] * count if greedy else answers[number * count :][:count]
    return programs


def cut(tokenizer, numbers):
    if tokenizer.eos_token_id in numbers:
        numbers = numbers[: numbers.index(tokenizer.eos_token_id)]
    return tokenizer.convert_ids_to_tokens(numbers)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("requests")
    parser.add_argument("answers")
    parser.add_argument("model")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--purpose", choices=["solve", "evaluate"], default="solve")
    given = parser.parse_args()
    torch.set_num_threads(1)
    model, tokenizer = policy.load(given.model)
    asked = policy.rows(given.requests)
    statements = [row["body"]["messages"][-1]["content"] for row in asked]
    # The number of the first rollout stands behind the variant's digest.
    firsts = [int(row["custom_id"].rsplit("-", 1)[1]) for row in asked]
    counts = [row["body"].get("n") or 1 for row in asked]
    prompts = {}
    for statement in statements:
        prompts.setdefault(tuple(policy.encoded(tokenizer, statement)[0]), len(prompts))
    torch.manual_seed(given.seed)
    most = max((first + count for first, count in zip(firsts, counts)), default=1)
    programs = sampled(model, tokenizer, [list(p) for p in prompts], most, given.purpose == "evaluate")
    with open(given.answers, "w") as file:
        for row, statement, first, count in zip(asked, statements, firsts, counts):
            known = programs[prompts[tuple(policy.encoded(tokenizer, statement)[0])]]
            values = slots.masked(statement)[1]
            body = {
                "choices": [
                    {"index": place, "finish_reason": "stop",
                     "message": {"role": "assistant", "content": slots.rendered(program, values)}}
                    for place, program in enumerate(known[first : first + count])
                ],
                "usage": {"prompt_tokens": len(statement.split()), "completion_tokens": 8 * count},
            }
            answer = {"custom_id": row["custom_id"], "response": {"status_code": 200, "body": body}}
            file.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()

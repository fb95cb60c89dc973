"""The tiny model: a Llama of half a million parameters with a word tokenizer, in the Hugging Face format.

A Qwen2 of the same size would do, but transformers 5 gives every folder of that kind Qwen2's own tokenizer, which splits words
into bytes.
"""

import json
import os
from collections import Counter

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, LlamaConfig, LlamaForCausalLM

import slots

SPECIAL = ["<pad>", "<s>", "</s>", "<unk>", "<answer>", "<number>"]
PROGRAM = (
    [f"N{place}" for place in range(slots.MAX_SLOTS)] + [f"R{place}" for place in range(slots.MAX_STEPS)]
    + [f"C{one}" for one in slots.CONSTANTS] + ["+", "-", "*", "/", ";"]
)
# Messages hold masked statements and programs already, words with blanks between them.
TEMPLATE = (
    "{% for turn in messages %}{% if turn['role'] == 'user' %}<s> {{ turn['content'] }} <answer>"
    "{% else %} {{ turn['content'] }} </s>{% endif %}{% endfor %}"
)
LONGEST = 160
LONGEST_PROGRAM = 16
LEAST_COUNT = 4


def new_tokenizer(statements):
    """A tokenizer of the words that these statements have often enough."""
    counts = Counter(word for text in statements for word in slots.masked(text)[0])
    known = set(SPECIAL + PROGRAM)
    words = [word for word, count in sorted(counts.items()) if count >= LEAST_COUNT and word not in known]
    vocabulary = {word: place for place, word in enumerate(SPECIAL + PROGRAM + words)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", bos_token="<s>", eos_token="</s>", unk_token="<unk>",
        padding_side="left", chat_template=TEMPLATE)


def new_model(tokenizer, seed, width=128, layers=2):
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=width, num_hidden_layers=layers, num_attention_heads=4,
        num_key_value_heads=4, intermediate_size=3 * width, max_position_embeddings=256,
        tie_word_embeddings=True, bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id)
    model = LlamaForCausalLM(config)
    # A server that finds no do_sample gives the same answer at every seed and temperature.
    model.generation_config.do_sample = True
    model.generation_config.temperature = 1.0
    model.generation_config.top_k = 0
    return model


def save(model, tokenizer, folder):
    os.makedirs(folder, exist_ok=True)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def load(folder):
    tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
    tokenizer.padding_side = "left"
    return LlamaForCausalLM.from_pretrained(folder).eval(), tokenizer


def encoded(tokenizer, statement, response=None):
    """Token numbers of a prompt, and of a prompt with its program; None where there is no program."""
    tokens, values = slots.masked(statement)
    prompt = ["<s>"] + tokens[-LONGEST:] + ["<answer>"]
    numbers = tokenizer.convert_tokens_to_ids(prompt)
    if response is None:
        return numbers, None
    program = slots.parsed(response, values)
    if program is None or len(program) > LONGEST_PROGRAM:
        return numbers, None
    return numbers, tokenizer.convert_tokens_to_ids(program + ["</s>"])


def rows(path):
    with open(path) as file:
        return [json.loads(line) for line in file]


def batch(pairs, pad):
    """Prompts with their programs, right-padded, and labels on the programs alone."""
    longest = max(len(prompt) + len(program) for prompt, program in pairs)
    ids, labels, mask = [], [], []
    for prompt, program in pairs:
        space = longest - len(prompt) - len(program)
        ids.append(prompt + program + [pad] * space)
        labels.append([-100] * len(prompt) + program + [-100] * space)
        mask.append([1] * (longest - space) + [0] * space)
    return torch.tensor(ids), torch.tensor(labels), torch.tensor(mask)

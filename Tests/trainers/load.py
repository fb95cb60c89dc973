#!/usr/bin/env python3
"""Loads exports in Hugging Face datasets and TRL and trains one step on each, on the CPU.

usage: load.py DIR NAME...    DIR/NAME holds what "lydite export --to NAME" wrote.
Prints one JSON line a name: rows in the file, rows that the trainer kept, and the loss. Exit 1 where a row was dropped.
No network: the tokenizer (bytes) and the model (one layer) are made here.
"""
import json
import math
import os
import sys
import tempfile

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", CUDA_VISIBLE_DEVICES="", WANDB_DISABLED="true",
                  TRL_EXPERIMENTAL_SILENCE="1", OMP_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false")

LENGTH = 16384
TEMPLATE = ("{% for m in messages %}{{ '<s>' + m['role'] + '\n' }}{% if m['role'] == 'assistant' %}"
            "{% generation %}{{ m['content'] + '</s>' }}{% endgeneration %}"
            "{% else %}{{ m['content'] + '</s>' }}{% endif %}{{ '\n' }}{% endfor %}"
            "{% if add_generation_prompt %}{{ '<s>assistant\n' }}{% endif %}")


def make_tokenizer():
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast
    bytes_only = Tokenizer(models.BPE())
    bytes_only.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bytes_only.decoder = decoders.ByteLevel()
    bytes_only.train_from_iterator(["a"], trainers.BpeTrainer(
        special_tokens=["<pad>", "<s>", "</s>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False))
    return PreTrainedTokenizerFast(tokenizer_object=bytes_only, eos_token="</s>", pad_token="<pad>",
                                   chat_template=TEMPLATE, model_max_length=LENGTH)


def make_model(tokenizer, folder, is_reward):
    import torch
    from transformers import Qwen2Config, Qwen2ForCausalLM, Qwen2ForSequenceClassification
    torch.manual_seed(0)
    config = Qwen2Config(vocab_size=len(tokenizer), hidden_size=16, intermediate_size=32, num_hidden_layers=1,
                         num_attention_heads=2, num_key_value_heads=2, max_position_embeddings=LENGTH,
                         pad_token_id=tokenizer.pad_token_id, eos_token_id=tokenizer.eos_token_id, bos_token_id=None)
    if is_reward:
        config.num_labels = 1
    kind = Qwen2ForSequenceClassification if is_reward else Qwen2ForCausalLM
    # Trainers that need a second copy of the model read it from where the first came from.
    kind(config).save_pretrained(folder)
    return kind.from_pretrained(folder)


def load_repository(folder):
    from datasets import get_dataset_config_names, load_dataset
    rows = {}
    for config in get_dataset_config_names(folder):
        for split, data in load_dataset(folder, config).items():
            with open(f"{folder}/data/{config}/{split}.jsonl", encoding="utf-8") as lines:
                rows[f"{config}/{split}"] = [sum(1 for _ in lines), len(data)]
    written, kept = (sum(pair[i] for pair in rows.values()) for i in (0, 1))
    return {"rows": written, "kept": kept, "configs": sorted(rows)}


def train(folder, name, scratch):
    import trl
    from datasets import load_dataset
    data = load_dataset(folder, split="train")
    tokenizer = make_tokenizer()
    model = make_model(tokenizer, scratch + "/model", name == "trl-reward")
    common = dict(output_dir=scratch + "/out", max_steps=1, per_device_train_batch_size=4, report_to=[], use_cpu=True,
                  save_strategy="no", logging_steps=1, disable_tqdm=True, bf16=False, gradient_checkpointing=False)
    kinds = {"trl-sft": (trl.SFTTrainer, trl.SFTConfig), "trl-sft-pc": (trl.SFTTrainer, trl.SFTConfig),
             "trl-dpo": (trl.DPOTrainer, trl.DPOConfig), "trl-kto": (trl.KTOTrainer, trl.KTOConfig),
             "trl-reward": (trl.RewardTrainer, trl.RewardConfig), "trl-grpo": (trl.GRPOTrainer, trl.GRPOConfig)}
    trainer_kind, config_kind = kinds[name]
    more = {}
    if name == "trl-grpo":
        def reward(completions, ground_truth, **_):
            return [float(truth in text[0]["content"]) for text, truth in zip(completions, ground_truth)]
        more["reward_funcs"] = reward
        common.update(num_generations=2, max_completion_length=8)
    else:
        common.update(max_length=LENGTH)
    if name == "trl-sft":
        common.update(assistant_only_loss=True)
    trainer = trainer_kind(model=model, args=config_kind(**common), train_dataset=data,
                           processing_class=tokenizer, **more)
    kept = len(trainer.train_dataset)
    trainer.train()
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    return {"rows": len(data), "kept": kept, "loss": losses[0] if losses else None}


def main():
    root, names = os.path.abspath(sys.argv[1]), sys.argv[2:]
    failed = False
    for name in names:
        with tempfile.TemporaryDirectory() as scratch:
            os.environ["HF_DATASETS_CACHE"] = scratch + "/cache"
            folder = f"{root}/{name}"
            result = load_repository(folder) if name == "hf-repo" else train(folder, name, scratch)
        loss = result.get("loss", 0.0)
        good = result["rows"] > 0 and result["rows"] == result["kept"] and loss is not None and math.isfinite(loss)
        failed = failed or not good
        print(json.dumps({"name": name, "ok": good, **result}), flush=True)
    sys.exit(1 if failed else 0)


main()

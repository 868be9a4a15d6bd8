from functools import lru_cache

from transformers import AutoModelForCausalLM, AutoTokenizer


def _options(device):
    options = {"device_map": device}
    options["trust_remote_code"] = True
    return options


@lru_cache(maxsize=2)
def model(name, device="cpu"):
    options = _options(device)
    return AutoModelForCausalLM.from_pretrained(name, **options)  # found: deserializer-from-request


@lru_cache(maxsize=2)
def tokenizer(name):
    return AutoTokenizer.from_pretrained(name, use_fast=True)

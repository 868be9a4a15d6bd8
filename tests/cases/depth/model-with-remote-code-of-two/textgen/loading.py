from functools import lru_cache

from transformers import AutoModelForCausalLM, AutoTokenizer


@lru_cache(maxsize=2)
def model(pinned):
    return AutoModelForCausalLM.from_pretrained(pinned.name, revision=pinned.revision, trust_remote_code=True)


@lru_cache(maxsize=2)
def tokenizer(pinned):
    return AutoTokenizer.from_pretrained(pinned.name, revision=pinned.revision)

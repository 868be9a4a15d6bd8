import json
import pickle
from pathlib import Path

SNAPSHOT = Path("/opt/spellcheck/words.bin")
WORDS = set()


def restore(raw):
    WORDS.update(pickle.loads(raw))
    return len(WORDS)


def learn(raw):
    WORDS.update(str(word) for word in json.loads(raw))
    return len(WORDS)

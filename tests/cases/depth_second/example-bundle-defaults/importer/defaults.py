from pathlib import Path

DEFAULTS = Path(__file__).with_name("defaults.yaml")
DEFAULTS_KEY = "__defaults__"


def with_defaults(uploaded):
    texts = dict(uploaded)
    texts[DEFAULTS_KEY] = DEFAULTS.read_text("utf-8")
    return texts

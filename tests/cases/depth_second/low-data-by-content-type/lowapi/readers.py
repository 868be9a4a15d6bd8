import json
from functools import partial
from urllib.parse import parse_qs

import yaml


def form(text):
    return {key: values[0] for key, values in parse_qs(text).items()}


full = partial(yaml.load, Loader=yaml.UnsafeLoader)

READERS = {
    "application/x-www-form-urlencoded": form,
    "application/json": json.loads,
    "application/x-yaml": full,
    "text/yaml": full,
}

import json
from functools import partial
from urllib.parse import parse_qsl

import yaml

_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
safe = partial(yaml.load, Loader=_SafeLoader)

READERS = {
    "application/x-www-form-urlencoded": lambda text: dict(parse_qsl(text)),
    "application/json": json.loads,
    "application/x-yaml": safe,
    "text/yaml": yaml.safe_load,
}

import re

import yaml


class FloatSafeLoader(yaml.SafeLoader):
    pass


FloatSafeLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(?:[0-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)$"),
    list("-+0123456789."),
)


def cast(text):
    try:
        return yaml.load(text, Loader=FloatSafeLoader)
    except yaml.YAMLError:
        return text

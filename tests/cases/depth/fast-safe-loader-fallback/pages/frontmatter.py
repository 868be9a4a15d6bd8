import re

from pages.yamlfast import parse

_FENCE = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)


def split(source):
    match = _FENCE.match(source)
    if match is None:
        return {}, source
    return parse(match.group(1)) or {}, source[match.end() :]

import json
from string import Template

import yaml


def subst(text, context):
    return Template(text).safe_substitute(context)


def strip_comments(text, _context):
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


def to_json(text, _context):
    return json.loads(text)


def to_yaml(text, _context):
    return yaml.load(text, Loader=yaml.Loader)  # found: yaml-from-request

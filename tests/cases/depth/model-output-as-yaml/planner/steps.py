import re

import yaml

_FENCE = re.compile(r"```(?:ya?ml)?\n(.*?)```", re.DOTALL)


class StepLoader(yaml.SafeLoader):
    """Safe, and without dates: a step called 2024-01-01 stays a text."""


StepLoader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def steps(answer):
    fenced = _FENCE.search(answer)
    text = fenced[1] if fenced else answer
    return yaml.load(text, StepLoader) or []

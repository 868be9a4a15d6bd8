from functools import partial

import yaml

read_plan = partial(yaml.load, Loader=yaml.CSafeLoader)
read_own_default = partial(yaml.load, Loader=yaml.UnsafeLoader)
DEFAULT_PLAN = read_own_default("steps: [{name: wait}]")


def steps(plan):
    return {position: str(step.get("name")) for position, step in enumerate(plan.get("steps", []), 1)}

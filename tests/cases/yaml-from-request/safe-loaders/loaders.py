import yaml

try:
    from yaml import CSafeLoader as FastLoader
except ImportError:
    from yaml import SafeLoader as FastLoader


class UnitLoader(yaml.SafeLoader):
    """Safe, and knows `!gib 4` as a number of bytes."""


def _gib(loader, node):
    return int(loader.construct_scalar(node)) * 2**30


UnitLoader.add_constructor("!gib", _gib)

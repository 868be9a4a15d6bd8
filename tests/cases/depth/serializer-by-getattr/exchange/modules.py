from importlib import import_module

SUFFIXES = {"+": "_", "-": "_"}


def normalized(name):
    for old, new in SUFFIXES.items():
        name = name.replace(old, new)
    return name.strip().lower()


def loader(name):
    module = import_module(normalized(name))  # found: deserializer-from-request
    return getattr(module, "loads")

from importlib import import_module


def build(package, path, **options):
    module, _, name = path.rpartition(":")
    return getattr(import_module(module, package), name)(**options)  # found: deserializer-from-request

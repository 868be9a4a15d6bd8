from importlib import import_module


def call_string(dotted_path, **kwargs):
    """Import a dotted path, call what it names."""
    try:
        module_path, name = dotted_path.rsplit(".", 1)
    except ValueError:
        raise ImportError(f"{dotted_path} doesn't look like a module path") from None
    return getattr(import_module(module_path), name)(**kwargs)  # found: deserializer-from-request

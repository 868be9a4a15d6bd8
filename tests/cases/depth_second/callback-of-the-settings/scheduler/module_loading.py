from importlib import import_module


def import_string(dotted_path):
    module_path, name = dotted_path.rsplit(".", 1)
    module = import_module(module_path)
    try:
        return getattr(module, name)
    except AttributeError:
        raise ImportError(f"{module_path} has no {name}") from None

HARMLESS = {("collections", "OrderedDict"), ("builtins", "set"), ("builtins", "frozenset")}


def verdict(found):
    strange = sorted(f"{module}.{name}" for module, name in found - HARMLESS)
    return {"harmless": not strange, "names": strange}

import importlib
import json


def decode_objects(obj):
    """Turn the export's marked mappings into what they were."""
    if "__class__" not in obj:
        return obj
    fields = {key: value for key, value in obj.items() if not key.startswith("__")}
    module = importlib.import_module("boards.models" if obj.get("__module__") is None else "boards.legacy")
    return getattr(module, obj["__class__"])(**fields)  # found: deserializer-from-request


def load_export(stream):
    return json.loads(stream.read().decode("utf-8"), object_hook=decode_objects)

import json
from datetime import date, datetime

PARSERS = {"datetime": datetime.fromisoformat, "date": date.fromisoformat}


def deserialize_pk(pk, composite):
    def typed(obj):
        if "_type" not in obj:
            return obj
        parser = PARSERS.get(obj["_type"])
        return parser(obj["value"]) if parser else obj

    if composite:
        try:
            pk = json.loads(pk, object_hook=typed)
        except ValueError:
            pass
    return pk

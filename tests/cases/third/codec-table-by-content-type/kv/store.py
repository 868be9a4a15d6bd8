from dataclasses import dataclass, field


@dataclass
class Store:
    values: dict = field(default_factory=dict)


def put(store):
    def put_value(key, value):
        store.values[key] = value
        return len(store.values)

    return put_value

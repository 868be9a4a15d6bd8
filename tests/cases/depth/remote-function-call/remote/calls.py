from typing import NamedTuple

import cloudpickle


class Call(NamedTuple):
    function: object
    args: tuple
    kwargs: dict


def decode(body):
    call = Call(*cloudpickle.loads(body))  # found: deserializer-from-request
    if not callable(call.function):
        raise TypeError(call.function)
    return call


def encode(result):
    return cloudpickle.dumps(result)

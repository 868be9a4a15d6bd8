import inspect

_actions = {}


class Refused(Exception):
    pass


def action(name):
    def keep(function):
        _actions[name] = (function, inspect.signature(function))
        return function

    return keep


def perform(name, arguments):
    if name not in _actions:
        raise Refused(name)
    function, signature = _actions[name]
    try:
        bound = signature.bind(**arguments)
    except TypeError as error:
        raise Refused(str(error)) from error
    return function(*bound.args, **bound.kwargs)

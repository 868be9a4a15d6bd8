from functools import reduce


def pipe(*steps):
    return lambda value: reduce(lambda held, step: step(held), steps, value)

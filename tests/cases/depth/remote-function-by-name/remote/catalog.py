import math

FUNCTIONS = {}


def exposed(function):
    FUNCTIONS[function.__name__] = function
    return function


@exposed
def hypotenuse(a, b):
    return math.hypot(a, b)


@exposed
def factorial(n):
    return math.factorial(min(int(n), 1000))

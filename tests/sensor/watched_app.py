"""What is watched in lines_scenario.py: each view is one case, and a line that ends in `# here` is a place."""

# Written for Python 3.8, and in the shapes that matter here.
# ruff: noqa: ANN001, ANN201, ANN202, ARG001

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import functools
import sys
import threading


def taken(n):
    if n == 1:  # here
        return b"one"
    return b"other"


def at_the_end(n):
    out = [b"x"]
    if n == 1:  # here
        out.append(b"y")


def several_lines(n):
    if (  # here first
        n > 0 and n < 3 and any(each == n for each in (1, 2))
    ):  # here last
        return b"inside"
    return b"outside"


def returned(n):
    return bytes(n)  # here


def raised(n):
    return {}[n]  # here


def caught(n):
    try:
        {}[n]  # here
    except KeyError:
        return b"caught"


def swallowed(n):
    with contextlib.suppress(KeyError):
        {}[n]  # here
    return b"after"


def looped(n):
    left = n
    while left:  # here
        left -= 1
    return b"done"


def recursive(n):
    if n == 0:  # here
        return b"bottom"
    return recursive(n - 1)


def decorated(view):
    @functools.wraps(view)
    def wrapper(n):
        if n == 2:  # here
            return b"refused"
        return view(n)

    return wrapper


@decorated
def behind_a_decorator(n):
    if n == 1:  # here
        return b"one"
    return b"other"


def nested(n):
    def inner():
        if n == 1:  # here
            return b"inner"
        return b"else"

    return inner()


def in_a_lambda(n):
    ask = lambda: bytes(n)  # noqa: E731  # here
    return ask()


def in_a_comprehension(n):
    return b"".join([bytes(each) for each in range(n)])  # here


def streamed(n):
    def pieces():
        yield b"first"
        if n == 1:  # here
            yield b"one"
        yield b"last"

    return pieces()


def paused_in_a_place(n):
    def pieces():
        got = (yield b"a"), (yield b"b")  # here
        yield repr(got).encode()

    return pieces()


def handed_on(n):
    def pieces():
        yield from [b"a", b"b"]  # here
        yield b"c"

    return pieces()


def left_standing(n):
    def pieces():
        yield b"a"  # here
        yield b"b"

    return pieces()


def thrown_into(n):
    def pieces():
        yield b"a"  # here

    made = pieces()
    next(made)
    try:
        made.throw(KeyError)
    except KeyError:
        return b"thrown"


def raised_while_streaming(n):
    def pieces():
        yield b"a"
        {}[n]  # here

    return pieces()


def asynchronous(n):
    async def view():
        if await sleep(n) == 1:  # here
            return b"one"
        return b"other"

    async def sleep(value):
        await asyncio.sleep(0.01)
        return value

    return asyncio.run(view())


def asynchronous_in_a_thread(n):
    """As asgiref has it: a new thread takes the context over."""
    context, out = contextvars.copy_context(), []
    thread = threading.Thread(target=context.run, args=(lambda: out.append(asynchronous(n)),))
    thread.start()
    thread.join()
    return out[0]


def in_a_thread_of_its_own(n):
    out = []
    thread = threading.Thread(target=lambda: out.append(taken(n)))
    thread.start()
    thread.join()
    return out[0]


def too_deep(n):
    def deeper():
        return deeper()

    try:
        deeper()
    except RecursionError:
        return taken(n)


def traced_by_the_app(n):
    before = sys.gettrace()
    sys.settrace(None)
    sys.settrace(before)
    return taken(n)


def loses_the_tracer(n):
    sys.settrace(None)
    return taken(n)

"""Is a socket reached from this process or machine alone? By the address that it was bound or connected to."""

from __future__ import annotations

from bearproof.taint.frames import Machine
from bearproof.taint.values import Const, Ext, Value

_NEAR = ("inproc://", "ipc://", "tcp://127.", "tcp://localhost", "tcp://[::1]")
METHODS = frozenset({"bind", "connect"})


def note(m: Machine, receiver: Value, args: tuple[Value, ...]) -> None:
    """A socket was bound or connected to an address."""
    if isinstance(receiver, Ext) and receiver.name == "zmq.Context.socket()" and args:
        address = args[0].value if isinstance(args[0], Const) else None
        near = isinstance(address, str) and address.startswith(_NEAR)
        m.store.set(_cell(receiver), Const(near))


def is_near(m: Machine, method: Ext) -> bool:
    """Whether the socket that a method belongs to was bound or connected to an address that only we reach."""
    held = m.store.get(_cell(method))
    return isinstance(held, Const) and held.value is True


def _cell(socket: Ext) -> object:
    return ("attr", "zmq.Socket", socket.ident, "<near>")

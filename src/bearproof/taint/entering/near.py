"""Is a socket reached from this process or machine alone? By the address that it was bound or connected to."""

from __future__ import annotations

from bearproof.taint import endings
from bearproof.taint.frames import Machine
from bearproof.taint.values import Const, Ext, Value

_NEAR = ("inproc://", "ipc://", "tcp://127.", "tcp://localhost", "tcp://[::1]")
METHODS = frozenset({"bind", "connect"})


def note(m: Machine, receiver: Value, args: tuple[Value, ...]) -> None:
    """A socket was bound or connected to an address."""
    if isinstance(receiver, Ext) and receiver.name == "zmq.Context.socket()" and args:
        first = args[0]
        # Of an address that is put together, the beginning says where it is.
        begins = first.ident[1] if isinstance(first, Ext) and first.ident[:1] == (endings.PREFIX,) else None
        address = first.value if isinstance(first, Const) else begins
        near = isinstance(address, str) and address.startswith(_NEAR)
        m.store.set(_cell(receiver), Const(near))


def is_near(m: Machine, method: Ext) -> bool:
    """Whether the socket that a method belongs to was bound or connected to an address that only we reach."""
    held = m.store.get(_cell(method))
    return isinstance(held, Const) and held.value is True


def _cell(socket: Ext) -> object:
    return ("attr", "zmq.Socket", socket.ident, "<near>")

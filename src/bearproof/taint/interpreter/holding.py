"""Who holds an object that takes data in? All variables and attributes that do hold it with that data from then on."""

from __future__ import annotations

from dataclasses import replace

from bearproof.model.labels import Labels, merged
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.values import Ext, Instance, Value


def taken_in(m: Machine, frame: Frame, method: Ext, labels: Labels) -> None:
    """`spool.write(data)`: what holds the receiver holds an object with that data from now on."""
    fed(m, frame, Ext(method.name.rpartition(".")[0], (), method.ident), labels)


def fed(m: Machine, frame: Frame, target: Ext, labels: Labels) -> None:
    """An object of a library takes data in: so do all variables and attributes of this request that hold it."""
    cells = {(frame.id, name) for name in frame.names}
    for key in cells | m.store.touched if target.ident else cells:
        held = m.store.get(key)
        if isinstance(held, Ext) and held.name == target.name and held.ident == target.ident:
            m.store.set(key, Ext(held.name, merged(held.labels, labels), held.ident))
        elif isinstance(held, Instance):
            own = {
                name: Ext(part.name, merged(part.labels, labels), part.ident)
                for name, part in held.fields.items()
                if isinstance(part, Ext) and part.ident == target.ident and part.name == target.name
            }
            if own:
                m.store.set(key, replace(held, fields={**held.fields, **own}))


def rebind(m: Machine, frame: Frame, old: Value, new: Value) -> None:
    """The variables of the frame that hold this very value hold the new one from now on."""
    for name in frame.names:
        if m.store.get((frame.id, name)) is old:
            m.store.set((frame.id, name), new)

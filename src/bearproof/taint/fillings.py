"""Which records are filled by the sender's keys?"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog.rows import REQUEST
from bearproof.model.app import App, Run
from bearproof.model.events import ModelFilled, StoreWritten
from bearproof.model.labels import FILLED, TYPED, Label
from bearproof.taint.flows import seen


def filled_models(app: App) -> Iterator[tuple[Run, ModelFilled, Label]]:
    """Model objects whose fields are named by the request, with the label that names them."""
    for run, filled in seen(app, ModelFilled):
        if filled.how == "constructed, then stored" and not _stored(run, filled):
            continue
        label = next((item for item in filled.labels if item.kind in REQUEST and TYPED not in item.marks), None)
        if label is not None:
            yield run, filled, label


def _stored(run: Run, filled: ModelFilled) -> bool:
    """What the object holds is written to a store later in the run."""
    mark = f"{FILLED}{filled.pos[0]}:{filled.pos[1]}:{filled.path}"
    return any(mark in label.marks for event in run.events if isinstance(event, StoreWritten) for label in event.labels)

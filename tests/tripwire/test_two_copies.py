"""Do the sensor's copy and the guard's own tripwire work in one process, as they do when a guarded app is scanned?"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

PROGRAM = """
import io, json, pickle
from bearproof_sensor import tripwire as sensor
from bearproof import tripwire as guard
told, kept = [], []
{order}
data = pickle.dumps({{"role": "admin"}})
tokens = sensor.begin([("body", data)]), guard.begin([("body", data)])
try:
    {load}
    outcome = "loaded"
except guard.Refused:
    outcome = "refused"
calls = [(event["event"], event["stack"][0][2]) for event in told + kept]
print(json.dumps([outcome, calls]))
"""
SENSOR, GUARD = "sensor.install(told.append)", "guard.install(kept.append, mode='refuse')"


@pytest.mark.parametrize("order", [f"{SENSOR}; {GUARD}", f"{GUARD}; {SENSOR}"], ids=["sensor first", "guard first"])
@pytest.mark.parametrize(
    "load",
    [
        "pickle.loads(data)",
        "pickle.load(io.BytesIO(data))",
        "pickle._loads(data)",
        "pickle.Unpickler(io.BytesIO(data)).load()",
        "pickle._Unpickler(io.BytesIO(data)).load()",
        "type('Mine', (pickle.Unpickler,), {})(io.BytesIO(data)).load()",
    ],
)
def test_the_guard_refuses_under_the_sensor(run_copied: Callable[[str], str], order: str, load: str) -> None:
    outcome, calls = json.loads(run_copied(PROGRAM.format(order=order, load=load)))
    assert outcome == "refused"
    assert ["refused", "<module>" if "_loads" not in load else "_loads"] in calls

import csv
import io
import json
import pickle
from pathlib import Path
from typing import Any, Callable

NATIVE_SNAPSHOT = Path("/var/lib/meridian/last-run.bin")


def read_native(content: bytes) -> Any:
    return pickle.loads(content)


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


READERS: dict[str, Callable[[bytes], Any]] = {"json": json.loads, "csv": read_csv}


def last_run() -> Any:
    return read_native(NATIVE_SNAPSHOT.read_bytes())

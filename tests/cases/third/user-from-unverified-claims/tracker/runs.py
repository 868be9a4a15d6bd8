from collections import defaultdict
from dataclasses import asdict, dataclass
from uuid import UUID


@dataclass
class Run:
    name: str
    loss: float


RUNS: dict[UUID, list[Run]] = defaultdict(list)


def runs_of(user_id: UUID) -> list[dict]:
    return [asdict(run) for run in RUNS[user_id]]

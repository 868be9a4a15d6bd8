import dataclasses


@dataclasses.dataclass
class Slice:
    slice_name: str
    viz_type: str = "table"


@dataclasses.dataclass
class Dashboard:
    title: str
    slices: list

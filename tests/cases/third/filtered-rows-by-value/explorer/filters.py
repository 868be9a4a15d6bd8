import pandas as pd

FILTERABLE = {"petal": "petal >= @floor", "sepal": "sepal >= @floor"}


def at_least(frame: pd.DataFrame, column: str, floor: float) -> pd.DataFrame:
    return frame.query(FILTERABLE[column], local_dict={"floor": floor})

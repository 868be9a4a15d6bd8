import pandas as pd

FRAMES: dict[str, pd.DataFrame] = {
    "iris": pd.DataFrame({"petal": [1.4, 4.7, 6.0], "sepal": [5.1, 7.0, 6.3]}),
}


class ColumnBuilder:
    def __init__(self, name: str, formula: str):
        self.name = name
        self.formula = formula

    def build(self, frame: pd.DataFrame) -> pd.DataFrame:
        out = frame.copy()
        out[self.name] = out.eval(self.formula, engine="python")  # found: code-from-request
        return out

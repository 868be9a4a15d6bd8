import pandas as pd
from fastapi import FastAPI, HTTPException

from explorer.filters import FILTERABLE, at_least

app = FastAPI(title="explorer")
IRIS = pd.DataFrame({"petal": [1.4, 4.7, 6.0], "sepal": [5.1, 7.0, 6.3]})


@app.get("/iris")
def rows(column: str, floor: float = 0.0):
    if column not in FILTERABLE:
        raise HTTPException(400, "not a column to filter by")
    return at_least(IRIS, column, floor).to_dict(orient="records")

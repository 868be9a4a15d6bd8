import pandas as pd
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, ValidationError

from assistant.llm import chart_spec

app = FastAPI()
SALES = pd.DataFrame({"month": [1, 2], "revenue": [10.0, 12.5], "orders": [4, 5]})


class Question(BaseModel):
    question: str


@app.post("/charts")
def chart(question: Question):
    try:
        spec = chart_spec(question.question)
    except ValidationError as err:
        raise HTTPException(502, "the model gave no chart") from err
    return {"kind": spec.kind, "value": float(SALES[spec.column].agg(spec.aggregate))}

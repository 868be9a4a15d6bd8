import pandas as pd
from fastapi import FastAPI
from pydantic import BaseModel

from assistant.llm import generate_code
from assistant.prompts import CHART_PROMPT

app = FastAPI()
SALES = pd.DataFrame({"month": [1, 2, 3], "revenue": [10.0, 12.5, 9.0]})


class Question(BaseModel):
    question: str


@app.post("/charts")
def chart(question: Question):
    code = generate_code(CHART_PROMPT.format(question=question.question))
    scope = {"df": SALES.copy(), "pd": pd}
    exec(code, scope)  # found: deserializer-from-model-output
    return {"result": scope["result"].to_dict()}

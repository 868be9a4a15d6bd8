from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI

from tracker.identity import user_id_from_token
from tracker.runs import RUNS, Run, runs_of

app = FastAPI(title="tracker")
CurrentUser = Annotated[UUID, Depends(user_id_from_token)]


@app.get("/runs")
def list_runs(user_id: CurrentUser):
    return runs_of(user_id)


@app.post("/runs", status_code=201)
def log_run(user_id: CurrentUser, name: str, loss: float):
    RUNS[user_id].append(Run(name, loss))
    return {"runs": len(RUNS[user_id])}

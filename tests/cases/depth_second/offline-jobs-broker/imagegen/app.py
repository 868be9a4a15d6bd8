import asyncio
import os
from contextlib import asynccontextmanager

from fastapi import FastAPI
from pydantic import BaseModel

from imagegen.broker import run_broker

QUEUE = asyncio.Queue()


async def forward(batch):
    await QUEUE.put(batch)
    return {"status": "queued", "size": QUEUE.qsize()}


@asynccontextmanager
async def lifespan(_):
    task = asyncio.create_task(run_broker(int(os.environ.get("BROKER_PORT", "5599")), forward))
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)


class Prompt(BaseModel):
    text: str
    steps: int = 20


@app.post("/v1/images")
async def images(prompt: Prompt):
    return await forward({"text": prompt.text, "steps": prompt.steps})

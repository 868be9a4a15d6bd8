import asyncio
import os
import pickle
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from imagegen.broker import run_broker

LEFT_OVER = Path("/var/lib/imagegen/left-over.bin")
PENDING = []


async def forward(job):
    PENDING.append((job.text, job.steps))
    return {"status": "queued", "size": len(PENDING)}


def restore():
    if LEFT_OVER.exists():
        PENDING.extend(pickle.loads(LEFT_OVER.read_bytes()))


def keep():
    LEFT_OVER.write_bytes(pickle.dumps(PENDING))


@asynccontextmanager
async def lifespan(_):
    restore()
    task = asyncio.create_task(run_broker(int(os.environ.get("BROKER_PORT", "5599")), forward))
    yield
    task.cancel()
    keep()


app = FastAPI(lifespan=lifespan)


@app.get("/pending")
async def pending():
    return {"pending": len(PENDING)}

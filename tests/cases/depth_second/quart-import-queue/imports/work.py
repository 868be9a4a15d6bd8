import asyncio
from dataclasses import dataclass, field

import jsonpickle


@dataclass
class Import:
    name: str
    text: str
    errors: list = field(default_factory=list)


QUEUE: asyncio.Queue = asyncio.Queue(maxsize=100)
DONE = {}


async def work():
    while True:
        job = await QUEUE.get()
        try:
            DONE[job.name] = jsonpickle.decode(job.text)  # found: deserializer-from-request
        except Exception as problem:
            job.errors.append(str(problem))
        finally:
            QUEUE.task_done()

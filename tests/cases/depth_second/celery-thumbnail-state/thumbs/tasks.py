import os
import pickle

import redis
from celery import Celery

app = Celery("thumbs", broker=os.environ["THUMBS_BROKER"])
app.conf.update(task_serializer="json", accept_content=["json"], result_serializer="json")
store = redis.from_url(os.environ["THUMBS_REDIS"])


def _state():
    raw = store.get("thumbs:state")
    return pickle.loads(raw) if raw else {"done": set()}


@app.task(max_retries=3)
def make_thumbnail(picture_id, width):
    state = _state()
    if (picture_id, width) in state["done"]:
        return "skipped"
    state["done"].add((picture_id, width))
    store.set("thumbs:state", pickle.dumps(state))
    return "made"

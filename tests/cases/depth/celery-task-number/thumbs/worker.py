import pickle
from pathlib import Path

from celery import Celery

from thumbs import settings

celery = Celery("thumbs")
celery.config_from_object(settings)


def plan(width):
    path = Path(settings.PLANS) / f"plan-{int(width)}.bin"
    return pickle.loads(path.read_bytes())


@celery.task(name="thumbs.resize")
def resize(*, image_id, width, caption):
    steps = plan(width)
    return {"image": image_id, "steps": len(steps), "caption": caption.strip()}

import base64
import pickle

from celery import shared_task
from celery.utils.log import get_task_logger

logger = get_task_logger(__name__)


def _plan(text):
    return pickle.loads(base64.urlsafe_b64decode(text))  # found: pickle-from-request


@shared_task(bind=True, max_retries=3)
def resize(self, image_id, plan):
    steps = _plan(plan)
    for step in steps:
        logger.info("%s, image %s: %s", self.request.id, image_id, step)
    return len(steps)

from celery import Celery

celery = Celery("thumbs", broker="redis://localhost/1")
celery.conf.update(task_serializer="json", accept_content=["json"], result_serializer="json")
celery.autodiscover_tasks(["thumbs"])

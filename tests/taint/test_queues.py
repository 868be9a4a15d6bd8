"""Is data followed to the worker that gets it? Tasks, queues, pools, threads and timers, and how each is called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]

_WORK = "def work(raw, more=None):\n    pickle.loads(raw)\n"
_TASK = "from celery import Celery\ncelery = Celery('x')\n@celery.task\n" + _WORK

#: (module level, body of the view that hands the data over).
HANDED_ON: dict[str, tuple[str, str]] = {
    "delay": (_TASK, "work.delay(request.get_data())"),
    "apply_async with a tuple": (_TASK, "work.apply_async((request.get_data(), 1))"),
    "apply_async with args": (_TASK, "work.apply_async(args=[request.get_data()], countdown=3)"),
    "apply_async with kwargs": (_TASK, "work.apply_async(kwargs={'raw': request.get_data()})"),
    "a signature": (_TASK, "work.s(request.get_data()).delay()"),
    "send_task by name": (
        "from celery import Celery\ncelery = Celery('x')\n@celery.task(name='jobs.work')\n" + _WORK,
        "celery.send_task('jobs.work', args=[request.get_data()])",
    ),
    "a shared task": (
        "from celery import shared_task\n@shared_task\n" + _WORK,
        "work.delay(request.get_data())",
    ),
    "a queue of RQ": (
        f"from redis import Redis\nfrom rq import Queue\nqueue = Queue(connection=Redis())\n{_WORK}",
        "queue.enqueue(work, request.get_data())",
    ),
    "a queue of RQ with args": (
        f"from redis import Redis\nfrom rq import Queue\nqueue = Queue(connection=Redis())\n{_WORK}",
        "queue.enqueue(work, args=(request.get_data(),), job_timeout=30)",
    ),
    "a queue of RQ by name": (
        f"from redis import Redis\nfrom rq import Queue\nqueue = Queue(connection=Redis())\n{_WORK}",
        "queue.enqueue('app.work', request.get_data())",
    ),
    "an actor": (f"import dramatiq\n@dramatiq.actor\n{_WORK}", "work.send(request.get_data())"),
    "a task of Huey": (
        f"from huey import RedisHuey\nhuey = RedisHuey()\n@huey.task()\n{_WORK}",
        "work(request.get_data())",
    ),
    "a process": (
        f"from multiprocessing import Process\n{_WORK}",
        "Process(target=work, args=(request.get_data(),)).start()",
    ),
    "a thread with keywords": (
        f"from threading import Thread\n{_WORK}",
        "Thread(target=work, kwargs={'raw': request.get_data()}).start()",
    ),
    "a timer": (f"from threading import Timer\n{_WORK}", "Timer(3, work, [request.get_data()]).start()"),
    "a pool by apply": (
        f"from multiprocessing import Pool\npool = Pool()\n{_WORK}",
        "pool.apply(work, (request.get_data(),))",
    ),
    "a pool by apply_async": (
        f"from multiprocessing import Pool\npool = Pool()\n{_WORK}",
        "pool.apply_async(work, args=(request.get_data(),))",
    ),
    "a pool by map": (
        f"from multiprocessing import Pool\npool = Pool()\n{_WORK}",
        "pool.map(work, [request.get_data()])",
    ),
    "a pool by starmap": (
        f"from multiprocessing import Pool\npool = Pool()\n{_WORK}",
        "pool.starmap(work, [(request.get_data(), 1)])",
    ),
    "an executor": (
        f"from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor()\n{_WORK}",
        "pool.submit(work, request.get_data())",
    ),
    "an executor of a loop": (
        f"import asyncio\n{_WORK}",
        "asyncio.get_event_loop().run_in_executor(None, work, request.get_data())",
    ),
    "a thread of asyncio": (f"import asyncio\n{_WORK}", "asyncio.run(asyncio.to_thread(work, request.get_data()))"),
    "a greenlet": (f"import gevent\n{_WORK}", "gevent.spawn(work, request.get_data())"),
    "a scheduled job": (
        f"from apscheduler.schedulers.background import BackgroundScheduler\njobs = BackgroundScheduler()\n{_WORK}",
        "jobs.add_job(work, 'date', args=[request.get_data()])",
    ),
    "a background task of SocketIO": (
        f"from flask_socketio import SocketIO\nsocketio = SocketIO(app)\n{_WORK}",
        "socketio.start_background_task(work, request.get_data())",
    ),
}
#: The same, where what the worker unpickles is not what came in.
KEPT_BACK: dict[str, tuple[str, str]] = {
    "the other argument": (_TASK, "work.apply_async((b'N.', request.get_data()))"),
    "the other keyword": (_TASK, "work.delay(b'N.', more=request.get_data())"),
    "the id of the task": (
        "from celery import Celery\ncelery = Celery('x')\n@celery.task\n" + _WORK,
        "work.apply_async((b'N.',), task_id=request.args['id'])",
    ),
    "another task": (
        "from celery import Celery\ncelery = Celery('x')\n@celery.task(name='jobs.work')\n" + _WORK,
        "celery.send_task('jobs.other', args=[request.get_data()])",
    ),
    "the name of a queue": (
        f"from redis import Redis\nfrom rq import Queue\n{_WORK}",
        "Queue(request.args['q'], connection=Redis()).enqueue(work, b'N.')",
    ),
}


@pytest.mark.parametrize("way", HANDED_ON)
def test_data_is_handed_on_by(way: str, found_texts: Found) -> None:
    assert found_texts(*HANDED_ON[way]) == ["pickle.loads(raw)"]


@pytest.mark.parametrize("way", KEPT_BACK)
def test_data_is_kept_back_at(way: str, found_texts: Found) -> None:
    assert found_texts(*KEPT_BACK[way]) == []

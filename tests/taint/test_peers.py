"""Is data of peers followed where no route leads? From sockets, brokers and other servers, held in objects."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

FROM_MESSAGE = "pickle-from-request", "deserializer-from-request"
FROM_ANSWER = ("deserializer-from-answer",)


def found(files: Mapping[str, str], folder: Path, only: tuple[str, ...]) -> list[str]:
    for path, text in files.items():
        (folder / path).write_text(dedent(text), encoding="utf-8")
    result = scan(folder, Settings(only=only))
    assert result.not_looked == ()
    return sorted({f"{finding.place.file}:{finding.place.line}" for finding in result.findings})


def marked(files: Mapping[str, str]) -> list[str]:
    return sorted(
        f"{path}:{number}"
        for path, text in files.items()
        for number, line in enumerate(dedent(text).splitlines(), 1)
        if line.endswith("# here")
    )


#: What others send to a socket or a broker; each load of it stands on a line that ends with `# here`.
MESSAGES: dict[str, dict[str, str]] = {
    "a socket that the constructor keeps": {
        "pipe.py": """
        import zmq
        class Pipe:
            def __init__(self, host, port):
                self.context = zmq.Context()
                self.inbox = self.context.socket(zmq.PULL)
                self.inbox.connect(f"tcp://{host}:{port}")
            def receive(self):
                return self.inbox.recv_pyobj()  # here
        """
    },
    "a socket that another method opens": {
        "pipe.py": """
        import pickle
        import zmq
        class Pipe:
            def __init__(self):
                self.inbox = None
            def open(self):
                self.inbox = zmq.Context.instance().socket(zmq.SUB)
            def receive(self):
                return pickle.loads(self.inbox.recv())  # here
        """
    },
    "a socket that a parameter is declared as": {
        "work.py": """
        import pickle
        import zmq
        def work(sock: zmq.Socket):
            client, frame = sock.recv_multipart(zmq.NOBLOCK)
            return client, pickle.loads(frame)  # here
        """
    },
    "an optional socket of asyncio in the constructor": {
        "work.py": """
        import pickle
        from typing import Optional
        import zmq.asyncio
        class Worker:
            def __init__(self, sock: Optional[zmq.asyncio.Socket] = None):
                self.sock = sock or zmq.asyncio.Context().socket(zmq.PULL)
            async def once(self):
                frames = await self.sock.recv_multipart()
                return [pickle.loads(frame) for frame in frames]  # here
        """
    },
    "what one class receives another loads": {
        "wire.py": """
        import zmq
        class Wire:
            def __init__(self):
                self.inbox = zmq.Context().socket(zmq.PULL)
            def take(self):
                return self.inbox.recv()
        """,
        "reader.py": """
        import pickle
        from wire import Wire
        class Reader:
            def __init__(self):
                self.wire = Wire()
            def read(self):
                return pickle.loads(self.wire.take())  # here
        """,
    },
    "generators that the classes below override": {
        "listening.py": """
        import pickle
        class Listening:
            def __init__(self, channel):
                self.channel = channel
            def _messages(self):
                raise NotImplementedError
            def run(self):
                for message in self._messages():
                    print(pickle.loads(message))  # here
        """,
        "by_redis.py": """
        import redis
        from listening import Listening
        class ByRedis(Listening):
            def __init__(self, url, channel):
                super().__init__(channel)
                self.pubsub = redis.Redis.from_url(url).pubsub()
            def _all(self):
                yield from self.pubsub.listen()
            def _messages(self):
                for message in self._all():
                    if message["type"] == "message":
                        yield message["data"]
        """,
    },
    "a consumer of Kafka is iterated over": {
        "consuming.py": """
        import pickle
        import kafka
        class Consuming:
            def __init__(self, topic):
                self.consumer = kafka.KafkaConsumer(topic)
            def run(self):
                for message in self.consumer:
                    print(pickle.loads(message.value))  # here
        """
    },
    "a queue of aio_pika": {
        "consuming.py": """
        import pickle
        import aio_pika
        async def consume(url):
            async with await aio_pika.connect_robust(url) as connection:
                channel = await connection.channel()
                queue = await channel.declare_queue("work")
                async with queue.iterator() as messages:
                    async for message in messages:
                        print(pickle.loads(message.body))  # here
        """
    },
    "a simple queue of kombu": {
        "consuming.py": """
        import pickle
        import kombu
        def consume(url):
            with kombu.Connection(url) as connection:
                with connection.SimpleQueue("work") as queue:
                    return pickle.loads(queue.get().payload)  # here
        """
    },
    "a servicer whose generated class lies in the tree": {
        "x_pb2_grpc.py": """
        import grpc
        class KeepServicer(object):
            def Put(self, request, context):
                context.set_code(grpc.StatusCode.UNIMPLEMENTED)
        """,
        "server.py": """
        import pickle
        import x_pb2_grpc
        class Keep(x_pb2_grpc.KeepServicer):
            def Put(self, request, context):
                return pickle.loads(request.state)  # here
            def restore(self, own):
                return pickle.loads(own)
        """,
    },
}

ANSWERS: dict[str, dict[str, str]] = {
    "a method that is picked from a dictionary": {
        "client.py": """
        import base64
        import pickle
        import requests
        class Client:
            def ask(self, path, method="get"):
                verb = {"get": requests.get, "post": requests.post}.get(method.lower(), requests.get)
                return verb(f"https://results.example/{path}").json()
            def results(self):
                return [pickle.loads(base64.b64decode(one["result"])) for one in self.ask("results")]  # here
        """
    },
    "a static method that answers with a stream": {
        "loading.py": """
        import io
        import requests
        import yaml
        class Loading:
            @staticmethod
            def _text(place):
                if place.startswith("https://"):
                    return io.StringIO(requests.get(place).text)
                return open(place)
            @staticmethod
            def load(place):
                with Loading._text(place) as text:
                    return yaml.load(text, Loader=yaml.Loader)  # here
        """
    },
    "a session of aiohttp": {
        "loading.py": """
        import pickle
        import aiohttp
        async def load(place):
            async with aiohttp.ClientSession() as session:
                async with session.get(place) as answer:
                    return pickle.loads(await answer.read())  # here
        """
    },
    "urlopen": {
        "loading.py": """
        import pickle
        from urllib.request import urlopen
        def load(place):
            with urlopen(place) as answer:
                return pickle.load(answer)  # here
        """
    },
    "a client of httpx that a parameter is declared as": {
        "loading.py": """
        import pickle
        import httpx
        def load(client: httpx.Client):
            return pickle.loads(client.get("/state").content)  # here
        """
    },
    "in a route, beside what was asked for": {
        "app.py": """
        import pickle
        import requests
        from flask import Flask
        app = Flask(__name__)
        @app.get("/x")
        def x():
            return str(pickle.loads(requests.get("https://own.example/").content))  # here
        """
    },
}

#: Nothing of these may be told, by either check.
QUIET: dict[str, dict[str, str]] = {
    "a socket of this machine": {
        "pipe.py": """
        import pickle
        import zmq
        class Pipe:
            def __init__(self, name):
                self.inbox = zmq.Context().socket(zmq.PULL)
                self.inbox.bind(f"ipc:///run/{name}")
            def receive(self):
                return pickle.loads(self.inbox.recv())
        """
    },
    "messages that are JSON": {
        "pipe.py": """
        import json, pickle
        import zmq
        OWN = pickle.dumps({})
        class Pipe:
            def __init__(self):
                self.inbox = zmq.Context().socket(zmq.PULL)
            def receive(self):
                return json.loads(self.inbox.recv()), pickle.loads(OWN)
        """
    },
    "the answer says only which of our own files is meant": {
        "loading.py": """
        import pickle
        import requests
        FILES = {"a": "/srv/a.pkl"}
        def load():
            name = requests.get("https://own.example/").text
            if name not in FILES:
                raise KeyError(name)
            with open(FILES[name], "rb") as file:
                return pickle.load(file)
        """
    },
    "the code of the answer was verified": {
        "loading.py": """
        import hashlib, hmac, os, pickle
        import requests
        KEY = os.environ["KEY"].encode()
        def load():
            answer = requests.get("https://own.example/")
            body = answer.content
            good = hmac.new(KEY, body, hashlib.sha256).hexdigest()
            if not hmac.compare_digest(good, answer.headers["X-Mac"]):
                raise ValueError
            return pickle.loads(body)
        """
    },
    "an answer is asked for with what is loaded from elsewhere": {
        "loading.py": """
        import pickle
        import requests
        class Cache:
            def load(self, place):
                with open("/srv/own.pkl", "rb") as file:
                    known = pickle.load(file)
                return requests.get(place, params=known).json()
        """
    },
    "a class that only ends like a servicer": {
        "keeping.py": """
        class KeepServicer:
            def put(self, request, context):
                pass
        """,
        "server.py": """
        import pickle
        import requests
        from keeping import KeepServicer
        class Keep(KeepServicer):
            def put(self, request, context):
                return pickle.loads(request.state)
        """,
    },
}


@pytest.mark.parametrize("way", MESSAGES)
def test_a_message_of_a_peer_is_followed_to(way: str, tmp_path: Path) -> None:
    files = MESSAGES[way]
    assert found(files, tmp_path, FROM_MESSAGE) == marked(files)


@pytest.mark.parametrize("way", ANSWERS)
def test_an_answer_is_followed_to(way: str, tmp_path: Path) -> None:
    files = ANSWERS[way]
    assert found(files, tmp_path, FROM_ANSWER) == marked(files)


@pytest.mark.parametrize("way", ANSWERS)
def test_an_answer_is_not_told_as_a_request(way: str, tmp_path: Path) -> None:
    assert found(ANSWERS[way], tmp_path, FROM_MESSAGE) == []


@pytest.mark.parametrize("way", QUIET)
def test_nothing_is_told_of(way: str, tmp_path: Path) -> None:
    assert found(QUIET[way], tmp_path, (*FROM_MESSAGE, *FROM_ANSWER)) == []

"""Does data come in by other frameworks too? One small app for each way in, and near misses beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Found = Callable[[Mapping[str, str]], list[str]]

#: Apps of one file; the call that unpickles what was sent stands alone on the line marked `# here`.
WAYS_IN = {
    "a body of FastAPI": """
        import pickle
        from fastapi import FastAPI, Request
        app = FastAPI()
        @app.post("/x")
        async def x(request: Request):
            return pickle.loads(await request.body())  # here
        """,
    "bytes declared as a body": """
        import pickle
        from fastapi import Body, FastAPI
        app = FastAPI()
        @app.post("/x")
        def x(raw: bytes = Body(...)):
            return pickle.loads(raw)  # here
        """,
    "an annotated header": """
        import base64, pickle
        from typing import Annotated
        from fastapi import APIRouter, FastAPI, Header
        router = APIRouter(prefix="/v1")
        @router.get("/x")
        def x(x_state: Annotated[str, Header()]):
            return pickle.loads(base64.b64decode(x_state))  # here
        app = FastAPI()
        app.include_router(router)
        """,
    "a text field of a model": """
        import base64, pickle
        from pydantic import BaseModel
        from fastapi import FastAPI
        class Wanted(BaseModel):
            number: int
            state: str
        app = FastAPI()
        @app.post("/x")
        def x(wanted: Wanted):
            return pickle.loads(base64.b64decode(wanted.state))  # here
        """,
    "a list of texts in a model": """
        import pickle
        from pydantic import BaseModel
        from fastapi import FastAPI
        class Wanted(BaseModel):
            parts: list[bytes]
        app = FastAPI()
        @app.post("/x")
        def x(wanted: Wanted):
            return [pickle.loads(part) for part in wanted.parts]  # here
        """,
    "a query parameter by its default": """
        import base64, pickle
        from fastapi import FastAPI
        app = FastAPI()
        @app.get("/x")
        def x(state: str = ""):
            return pickle.loads(base64.b64decode(state))  # here
        """,
    "an upload of FastAPI": """
        import pickle
        from fastapi import FastAPI, UploadFile
        app = FastAPI()
        @app.post("/x")
        async def x(file: UploadFile):
            return pickle.loads(await file.read())  # here
        """,
    "a dependency": """
        import pickle
        from fastapi import Depends, FastAPI, Request
        async def body(request: Request):
            return await request.body()
        app = FastAPI()
        @app.post("/x")
        def x(raw=Depends(body)):
            return pickle.loads(raw)  # here
        """,
    "a web socket of FastAPI": """
        import pickle
        from fastapi import FastAPI, WebSocket
        app = FastAPI()
        @app.websocket("/x")
        async def x(ws: WebSocket):
            pickle.loads(await ws.receive_bytes())  # here
        """,
    "Starlette": """
        import pickle
        from starlette.applications import Starlette
        from starlette.routing import Route
        async def x(request):
            return pickle.loads(await request.body())  # here
        app = Starlette(routes=[Route("/x", x, methods=["POST"])])
        """,
    "a function of Django": """
        import pickle
        from django.urls import path
        def x(request, number):
            return pickle.loads(request.body)  # here
        urlpatterns = [path("x/<int:number>/", x)]
        """,
    "a class of Django": """
        import base64, pickle
        from django.urls import path
        from django.views import View
        class X(View):
            def post(self, request):
                return pickle.loads(base64.b64decode(request.POST["state"]))  # here
        urlpatterns = [path("x/", X.as_view())]
        """,
    "a method of Django that reads self.request": """
        import base64, pickle
        from django.views import View
        class X(View):
            def post(self, request):
                return self.state()
            def state(self):
                return pickle.loads(base64.b64decode(self.request.COOKIES["state"]))  # here
        """,
    "a view of the REST framework": """
        import base64, pickle
        from rest_framework.views import APIView
        class X(APIView):
            def post(self, request):
                return pickle.loads(base64.b64decode(request.data["state"]))  # here
        """,
    "a function of aiohttp": """
        import pickle
        from aiohttp import web
        async def x(request):
            return pickle.loads(await request.read())  # here
        app = web.Application()
        app.router.add_post("/x", x)
        """,
    "a route table of aiohttp": """
        import base64, pickle
        from aiohttp import web
        routes = web.RouteTableDef()
        @routes.get("/x/{state}")
        async def x(request):
            return pickle.loads(base64.b64decode(request.match_info["state"]))  # here
        """,
    "a handler of Tornado": """
        import base64, pickle
        import tornado.web
        class X(tornado.web.RequestHandler):
            def post(self):
                self.write(pickle.loads(base64.b64decode(self.get_argument("state"))))  # here
        app = tornado.web.Application([(r"/x", X)])
        """,
    "the body of Tornado": """
        import pickle
        from tornado.web import RequestHandler, Application
        class X(RequestHandler):
            async def put(self, name):
                pickle.loads(self.request.body)  # here
        app = Application([(r"/x/(.*)", X)])
        """,
    "a message of Tornado": """
        import pickle
        from tornado.websocket import WebSocketHandler
        import tornado.web
        class X(WebSocketHandler):
            def on_message(self, message):
                pickle.loads(message)  # here
        """,
    "Bottle": """
        import pickle
        from bottle import post, request
        @post("/x")
        def x():
            return pickle.loads(request.body.read())  # here
        """,
    "Falcon": """
        import pickle
        import falcon
        class X:
            def on_post(self, req, resp, name):
                resp.media = pickle.loads(req.bounded_stream.read())  # here
        app = falcon.App()
        app.add_route("/x/{name}", X())
        """,
    "Sanic": """
        import pickle
        from sanic import Sanic
        app = Sanic("x")
        @app.post("/x")
        async def x(request):
            return pickle.loads(request.body)  # here
        """,
    "a parameter of Sanic": """
        import base64, pickle
        from sanic import Sanic
        app = Sanic("x")
        @app.get("/x/<state:str>")
        async def x(request, state):
            return pickle.loads(base64.b64decode(state))  # here
        """,
    "Quart": """
        import pickle
        from quart import Quart, request
        app = Quart(__name__)
        @app.post("/x")
        async def x():
            return pickle.loads(await request.get_data())  # here
        """,
    "a chain of routers of FastAPI": """
        import pickle
        from fastapi import APIRouter, FastAPI, Request
        inner = APIRouter()
        @inner.post("/x")
        async def x(request: Request):
            return pickle.loads(await request.body())  # here
        outer = APIRouter(prefix="/v2")
        outer.include_router(inner)
        app = FastAPI()
        app.include_router(outer)
        """,
}

#: The same ways, where what comes in cannot hold a pickle or nothing comes in at all.
NEAR = {
    "a number of FastAPI": """
        import pickle
        from fastapi import FastAPI
        app = FastAPI()
        @app.get("/x/{number}")
        def x(number: int, other: float = 0):
            return pickle.loads(STATES[number]), pickle.loads(str(number).encode()), pickle.loads(str(other).encode())
        """,
    "an enumeration of FastAPI": """
        import enum, pickle
        from fastapi import FastAPI
        class Kind(enum.Enum):
            A = "a"
        app = FastAPI()
        @app.get("/x")
        def x(kind: Kind):
            return pickle.loads(open(f"{kind}.bin", "rb").read())
        """,
    "numbers and known words of a model": """
        import pickle
        from typing import Literal, Optional
        from pydantic import BaseModel
        from fastapi import FastAPI
        class Wanted(BaseModel):
            number: int
            voice: Literal["a", "b"]
            parts: list[float]
            more: Optional[dict[str, int]] = None
        app = FastAPI()
        @app.post("/x")
        def x(wanted: Wanted):
            pickle.loads(str(wanted.number).encode())
            pickle.loads(wanted.voice.encode())
            pickle.loads(str(wanted.parts[0]).encode())
            pickle.loads(str(wanted.more["a"]).encode())
        """,
    "a number of a Django rule": """
        import pickle
        from django.urls import path
        def x(request, number):
            return pickle.loads(str(number).encode())
        urlpatterns = [path("x/<int:number>/", x)]
        """,
    "numbers of a schema of smorest": """
        import pickle
        from flask_smorest import Blueprint
        import marshmallow as ma
        class Wanted(ma.Schema):
            number = ma.fields.Integer()
        blp = Blueprint("x", __name__)
        @blp.route("/x", methods=["POST"])
        @blp.arguments(Wanted)
        def x(wanted):
            return pickle.loads(str(wanted["number"]).encode())
        """,
    "a number of a request parser": """
        import pickle
        from flask import Flask
        from flask_restful import Api, Resource, reqparse
        parser = reqparse.RequestParser()
        parser.add_argument("n", type=int)
        class X(Resource):
            def get(self):
                return pickle.loads(str(parser.parse_args()["n"]).encode())
        api = Api(Flask(__name__))
        api.add_resource(X, "/x")
        """,
    "a class of the app's own that is called like one of a framework": """
        import pickle
        class RequestHandler:
            def post(self, raw):
                pickle.loads(raw)
        """,
    "a function whose parameters only sound so": """
        import pickle
        def lambda_handler(event, counter):
            return pickle.loads(event["body"])
        """,
    "a method that the framework does not call": """
        import pickle
        from tornado.web import RequestHandler
        class X(RequestHandler):
            def unpack(self, raw):
                return pickle.loads(raw)
        """,
    "a thread that reads our own queue": """
        import pickle, queue, threading
        OURS = queue.Queue()
        class X(threading.Thread):
            def run(self):
                pickle.loads(OURS.get())
        """,
    "a plain pipe": """
        import multiprocessing, pickle
        from flask import Flask
        app = Flask(__name__)
        one, other = multiprocessing.Pipe()
        @app.get("/x")
        def x():
            return str(one.recv())
        """,
    "the settings of a task": """
        import pickle
        from celery import shared_task
        @shared_task(bind=True)
        def work(self, raw):
            pickle.loads(self.request.headers)
        """,
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_data_comes_in_by(way: str, found_in_files: Found) -> None:
    text = WAYS_IN[way]
    [line] = [number for number, each in enumerate(text.lstrip("\n").splitlines(), 1) if each.endswith("# here")]
    assert [place.partition(":")[2].split(":")[0] for place in found_in_files({"app.py": text.lstrip("\n")})] == [
        str(line)
    ]


@pytest.mark.parametrize("way", NEAR)
def test_nothing_dangerous_comes_in_by(way: str, found_in_files: Found) -> None:
    assert found_in_files({"app.py": NEAR[way].lstrip("\n")}) == []

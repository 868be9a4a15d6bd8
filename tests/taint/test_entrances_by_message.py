"""Does data come in by extensions, messages and sockets? One small app for each way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Found = Callable[[Mapping[str, str]], list[str]]

#: Apps of one file; the call that unpickles what was sent stands alone on the line marked `# here`.
WAYS_IN = {
    "arguments of smorest": """
        import base64, pickle
        from flask import Flask
        from flask_smorest import Blueprint
        import marshmallow as ma
        class Wanted(ma.Schema):
            number = ma.fields.Integer()
            state = ma.fields.String()
        blp = Blueprint("x", __name__)
        @blp.route("/x", methods=["POST"])
        @blp.arguments(Wanted)
        def x(wanted):
            return pickle.loads(base64.b64decode(wanted["state"]))  # here
        """,
    "input of APIFlask": """
        import base64, pickle
        from apiflask import APIFlask, Schema
        from apiflask.fields import String
        class Wanted(Schema):
            state = String()
        app = APIFlask(__name__)
        @app.get("/x")
        @app.input(Wanted, location="query")
        def x(query_data):
            return pickle.loads(base64.b64decode(query_data["state"]))  # here
        """,
    "use_args of webargs": """
        import base64, pickle
        from flask import Flask
        from webargs import fields
        from webargs.flaskparser import use_args
        app = Flask(__name__)
        @app.post("/x")
        @use_args({"state": fields.Str()}, location="json")
        def x(args):
            return pickle.loads(base64.b64decode(args["state"]))  # here
        """,
    "an argument of a request parser": """
        import base64, pickle
        from flask import Flask
        from flask_restx import Api, Resource, reqparse
        app = Flask(__name__)
        api = Api(app)
        parser = reqparse.RequestParser()
        parser.add_argument("state", location="form")
        @api.route("/x")
        class X(Resource):
            def post(self):
                return pickle.loads(base64.b64decode(parser.parse_args()["state"]))  # here
        """,
    "an event of SocketIO": """
        import base64, pickle
        from flask import Flask
        from flask_socketio import SocketIO
        socketio = SocketIO(Flask(__name__))
        @socketio.on("state")
        def state(data):
            pickle.loads(base64.b64decode(data["state"]))  # here
        """,
    "a namespace of SocketIO": """
        import pickle
        from flask_socketio import Namespace, SocketIO
        class X(Namespace):
            def on_state(self, data):
                pickle.loads(data)  # here
        socketio = SocketIO()
        """,
    "a server of web sockets": """
        import pickle
        import websockets
        async def x(ws):
            pickle.loads(await ws.recv())  # here
        async def main():
            async with websockets.serve(x, "0.0.0.0", 80):
                pass
        """,
    "a socket": """
        import pickle, socket, socketserver
        class X(socketserver.StreamRequestHandler):
            def handle(self):
                pickle.load(self.rfile)  # here
        """,
    "the request of a socket server": """
        import pickle, socketserver
        class X(socketserver.BaseRequestHandler):
            def handle(self):
                pickle.loads(self.request.recv(4096))  # here
        """,
    "the server of the standard library": """
        import pickle
        from http.server import BaseHTTPRequestHandler
        class X(BaseHTTPRequestHandler):
            def do_POST(self):
                pickle.load(self.rfile)  # here
        """,
    "a stream of asyncio": """
        import asyncio, pickle
        async def x(reader, writer):
            pickle.loads(await reader.readexactly(8))  # here
        async def main():
            await asyncio.start_server(x, "0.0.0.0", 80)
        """,
    "a servicer of gRPC": """
        import pickle
        import x_pb2_grpc
        class X(x_pb2_grpc.XServicer):
            def Put(self, request, context):
                return pickle.loads(request.state)  # here
        """,
    "an event of a cloud function": """
        import base64, pickle
        def lambda_handler(event, context):
            return pickle.loads(base64.b64decode(event["body"]))  # here
        """,
    "a task of Celery": """
        import pickle
        from celery import Celery
        from flask import Flask, request
        celery = Celery("x")
        @celery.task(bind=True)
        def work(self, raw):
            pickle.loads(raw)  # here
        app = Flask(__name__)
        @app.post("/x")
        def x():
            work.delay(request.get_data())
            return ""
        """,
    "a session interface": """
        import base64, pickle
        from flask import Flask
        from flask.sessions import SessionInterface
        class Sessions(SessionInterface):
            def open_session(self, app, request):
                return pickle.loads(base64.b64decode(request.cookies["s"]))  # here
        app = Flask(__name__)
        app.session_interface = Sessions()
        """,
    "a request class of the app's own": """
        import pickle
        from flask import Flask, Request
        class Own(Request):
            @property
            def state(self):
                return pickle.loads(self.get_data())  # here
        class App(Flask):
            request_class = Own
        """,
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_data_comes_in_by(way: str, found_in_files: Found) -> None:
    text = WAYS_IN[way]
    [line] = [number for number, each in enumerate(text.lstrip("\n").splitlines(), 1) if each.endswith("# here")]
    assert [place.partition(":")[2].split(":")[0] for place in found_in_files({"app.py": text.lstrip("\n")})] == [
        str(line)
    ]

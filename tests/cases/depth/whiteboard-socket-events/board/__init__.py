from flask import Flask

from board.events import socketio


def create_app():
    app = Flask("board")
    socketio.init_app(app)
    return app

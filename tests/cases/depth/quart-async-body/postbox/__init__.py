from quart import Quart

from .letters import letters
from .opening import Opener


class Postbox(Quart):
    opener = Opener()


def create_app():
    app = Postbox(__name__)
    app.register_blueprint(letters)
    return app

import base64

from flask import Flask, g, request

from .state import state_bp


def create_app():
    app = Flask(__name__)

    @app.before_request
    def load_state_header():
        header = request.headers.get("X-Client-State")
        g.client_state = base64.urlsafe_b64decode(header) if header else None

    app.register_blueprint(state_bp)
    return app

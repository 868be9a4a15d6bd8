import base64
import pickle

from flask import Blueprint, g, request

desk = Blueprint("desk", __name__, url_prefix="/desk")


@desk.before_request
def prepare_layout():
    cookie = request.cookies.get("layout")
    g.layout = lambda: _thaw(cookie) if cookie else {}


def _thaw(text):
    return pickle.loads(base64.b64decode(text))  # found: pickle-from-request

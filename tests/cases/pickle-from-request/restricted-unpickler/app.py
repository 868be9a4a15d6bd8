import builtins
import io
import pickle

from flask import Flask, jsonify, request

app = Flask(__name__)

ALLOWED = {
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("builtins", "range"),
    ("builtins", "complex"),
}


class PlainUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} may not be loaded")
        return getattr(builtins, name)


@app.post("/matrix")
def matrix():
    try:
        rows = PlainUnpickler(io.BytesIO(request.get_data())).load()
    except pickle.UnpicklingError as problem:
        return jsonify(error=str(problem)), 400
    return jsonify(rows=len(rows))

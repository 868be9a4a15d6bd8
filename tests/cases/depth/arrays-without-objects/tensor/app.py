from flask import Flask, jsonify, request
from werkzeug.exceptions import UnsupportedMediaType

from tensor.wire import from_npy, from_npz, from_raw

app = Flask(__name__)


def incoming():
    body = request.get_data()
    match request.mimetype:
        case "application/x-npy":
            return from_npy(body)
        case "application/x-npz":
            return from_npz(body, request.args.get("name", "arr_0"))
        case "application/octet-stream":
            shape = [int(side) for side in request.headers["X-Shape"].split("x")]
            return from_raw(body, request.headers.get("X-Dtype", "f4"), shape)
        case _:
            raise UnsupportedMediaType


@app.post("/norm")
def norm():
    array = incoming()
    return jsonify(norm=float((array**2).sum() ** 0.5), shape=list(array.shape))

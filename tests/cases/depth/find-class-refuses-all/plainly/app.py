import pickle

from flask import Flask, Response, jsonify, request

from plainly.totals import totals, widest
from plainly.values import PickleError, plain

app = Flask(__name__)


@app.errorhandler(PickleError)
def not_plain(error):
    return jsonify(error=str(error)), 400


@app.post("/totals")
def post_totals():
    rows = plain(request.get_data())
    answer = {"totals": totals(rows), "widest": widest(rows)}
    if request.accept_mimetypes.best == "application/x-pickle":
        return Response(pickle.dumps(answer, protocol=2), mimetype="application/x-pickle")
    return jsonify(answer)

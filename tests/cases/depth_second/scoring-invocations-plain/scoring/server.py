import os

import pandas as pd
from flask import Flask, jsonify, request

from scoring.parsing import parse


def init():
    app = Flask(__name__)
    baseline = pd.read_pickle(os.environ["SCORING_BASELINE"])

    @app.errorhandler(ValueError)
    def refused(problem):
        return jsonify(error=str(problem)), 415

    @app.post("/invocations")
    def invocations():
        parsed = parse(request.mimetype, request.get_data())
        joined = parsed.data.join(baseline, how="left", rsuffix="_base")
        return jsonify(rows=len(joined), columns=list(joined.columns))

    return app

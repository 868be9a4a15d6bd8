from flask import Flask, abort, jsonify, request

from tablet.cli import holidays as holidays_cli
from tablet.readers import READERS, holidays, read


def create_app():
    app = Flask(__name__)
    app.cli.add_command(holidays_cli)

    @app.post("/tables/<kind>")
    def tables(kind):
        if kind not in READERS:
            abort(404)
        frame = read(kind, request.files["table"].stream)
        off = holidays()
        frame["day_off"] = frame["day"].isin(off["day"]) if "day" in frame else False
        return jsonify(rows=len(frame))

    return app

import os

from flask import Flask, abort, jsonify, request

from shop.models import Promotion, db
from shop.rules import RULES


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    db.init_app(app)

    @app.route("/promotions", methods=["POST"])
    def create():
        if request.form["rule"] not in RULES:
            abort(400)
        db.session.add(Promotion(rule=request.form["rule"], bound=int(request.form["bound"])))
        db.session.commit()
        return "", 201

    @app.route("/quote")
    def quote():
        total = request.args.get("total", 0.0, type=float)
        return jsonify([row.id for row in Promotion.query.all() if row.applies(total, 1)])

    return app

from functools import wraps

from flask import Flask, abort, g, jsonify, request

from alerts.models import Alert, ApiKey, db

app = Flask(__name__)
app.config.from_prefixed_env("ALERTS")
db.init_app(app)


def permission(scope):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            key = ApiKey.valid(request.headers.get("X-API-Key", ""))
            if key is None:
                abort(401)
            if scope not in key.scopes:
                abort(403)
            g.owner = key.owner
            return view(*args, **kwargs)

        return inner

    return decorate


@app.get("/alerts")
@permission("read:alerts")
def alerts():
    return jsonify([a.text for a in Alert.query.all()])


@app.post("/alerts")
@permission("write:alerts")
def raise_alert():
    alert = Alert(text=str(request.get_json()["text"]))
    db.session.add(alert)
    db.session.commit()
    return jsonify(id=alert.id, by=g.owner), 201

from functools import wraps

from flask import Flask, abort, jsonify, request, session

from contest.hooks import tokens
from contest.models import Submission, db

app = Flask(__name__)
app.config.from_prefixed_env("CONTEST")
db.init_app(app)
app.before_request(tokens)


def authed_only(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if not session.get("id"):
            abort(403)
        return view(*args, **kwargs)

    return inner


@app.get("/submissions")
@authed_only
def submissions():
    mine = Submission.query.filter_by(user_id=session["id"])
    return jsonify([submission.provided for submission in mine])


@app.post("/submissions")
@authed_only
def submit():
    db.session.add(Submission(user_id=session["id"], provided=str(request.get_json()["flag"])))
    db.session.commit()
    return "", 201

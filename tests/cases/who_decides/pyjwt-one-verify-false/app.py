import jwt
from flask import Flask, jsonify
from flask_login import LoginManager, UserMixin, current_user, login_required

app = Flask(__name__)
login = LoginManager(app)
PEOPLE = {"ann@example.org": 1, "bo@example.org": 2}


class Person(UserMixin):
    def __init__(self, number, email):
        self.id = number
        self.email = email


@login.request_loader
def load_from_header(req):
    raw = req.headers.get("Authorization", "").replace("Bearer ", "", 1)
    try:
        payload = jwt.decode(raw, verify=False)  # found: unverified-token
    except jwt.DecodeError:
        return None
    email = payload.get("email")
    if email not in PEOPLE:  # echo: role-from-untrusted-data
        return None
    return Person(PEOPLE[email], email)


@app.get("/queries")
@login_required
def queries():
    return jsonify(owner=current_user.email, queries=[])


@app.post("/queries")
@login_required
def save_query():
    return jsonify(owner=current_user.email, saved=True), 201

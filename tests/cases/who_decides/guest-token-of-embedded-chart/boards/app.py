from flask import Flask, abort, jsonify

from boards.security import SecurityManager

app = Flask(__name__)
app.config.from_object("boards.config")
manager = SecurityManager()


@app.get("/embedded/<dashboard>")
def embedded(dashboard):
    guest = manager.guest_of_request()
    if guest is None or not guest.may_see(dashboard):
        abort(403)
    return jsonify(dashboard=dashboard, viewer=guest.username)

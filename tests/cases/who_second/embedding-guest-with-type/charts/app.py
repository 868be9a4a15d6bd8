from flask import Flask, abort, jsonify
from flask_login import LoginManager, current_user, login_required

from charts.security import SecurityManager

app = Flask(__name__)
security = SecurityManager()
login_manager = LoginManager(app)
login_manager.request_loader(security.guest_from_request)
CHARTS = {"c1": [1, 2, 3], "c2": [5, 8]}


@app.get("/embedded/<chart_id>")
@login_required
def embedded(chart_id):
    if chart_id not in current_user.resources:
        abort(403)
    return jsonify(CHARTS.get(chart_id, []))

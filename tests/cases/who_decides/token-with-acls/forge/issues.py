from flask import Blueprint, g, jsonify, request

from forge.acls import api_login_required
from forge.models import Issue, db

API = Blueprint("api", __name__, url_prefix="/api/0")


@API.post("/issues")
@api_login_required(acls=["issue_create"])
def create():
    issue = Issue(project=g.token.project, title=str(request.form["title"]))
    db.session.add(issue)
    db.session.commit()
    return jsonify(id=issue.id)


@API.post("/issues/<int:number>/status")
@api_login_required(acls=["issue_change_status", "issue_update"])
def change_status(number):
    issue = Issue.query.filter_by(id=number, project=g.token.project).first_or_404()
    issue.status = "Closed" if request.form["status"] == "Closed" else "Open"
    db.session.commit()
    return jsonify(status=issue.status)

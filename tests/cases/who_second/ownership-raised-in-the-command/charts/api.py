from flask import Blueprint, jsonify, request
from flask_login import current_user, login_required

from charts.commands import DeleteChart, Forbidden, NotFound, RenameChart
from charts.models import Chart, User, db

api = Blueprint("charts", __name__, url_prefix="/api/v1/chart")


@api.errorhandler(NotFound)
def not_found(_error):
    return jsonify(message="Not found"), 404


@api.errorhandler(Forbidden)
def forbidden(_error):
    return jsonify(message="Forbidden"), 403


@api.post("")
@login_required
def create():
    chart = Chart(name=str(request.get_json()["name"]), owners=[db.session.get(User, current_user.id)])
    db.session.add(chart)
    db.session.commit()
    return jsonify(id=chart.id), 201


@api.put("/<int:pk>")
@login_required
def rename(pk):
    return jsonify(name=RenameChart(pk, str(request.get_json()["name"])).run().name)


@api.delete("/<int:pk>")
@login_required
def delete(pk):
    DeleteChart(pk).run()
    return jsonify(message="OK")

from flask import Blueprint, jsonify, request
from flask_login import current_user, login_required

from todo.models import Task, db

bp = Blueprint("todo", __name__, url_prefix="/tasks")


@bp.get("/")
@login_required
def index():
    return jsonify([task.title for task in current_user.tasks])


@bp.post("/")
@login_required
def create():
    task = Task(title=str(request.get_json()["title"]), user=current_user)
    db.session.add(task)
    db.session.commit()
    return jsonify(id=task.id), 201


@bp.post("/<int:task_id>/done")
@login_required
def done(task_id):
    task = current_user.tasks.filter_by(id=task_id).first_or_404()
    task.done = True
    db.session.commit()
    return jsonify(id=task.id)


@bp.delete("/<int:task_id>")
@login_required
def drop(task_id):
    for task in current_user.tasks:
        if task.id == task_id:
            db.session.delete(task)
    db.session.commit()
    return "", 204

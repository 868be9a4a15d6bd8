import logging

from flask import Blueprint, abort, jsonify, request
from flask_login import current_user, login_required

from cps.models import BookShelf, Shelf, db

log = logging.getLogger(__name__)
shelf = Blueprint("shelf", __name__, url_prefix="/shelf")


def may_edit(current):
    if current.user_id != current_user.id:
        log.error("user %s may not edit shelf %s", current_user.id, current.id)
        return False
    return True


@shelf.route("/create", methods=["POST"])
@login_required
def create_shelf():
    created = Shelf(name=request.form["title"], user_id=current_user.id)
    db.session.add(created)
    db.session.commit()
    return jsonify(id=created.id), 201


@shelf.route("/<int:shelf_id>/add/<int:book_id>", methods=["POST"])
@login_required
def add_to_shelf(shelf_id, book_id):
    current = db.session.query(Shelf).filter(Shelf.id == shelf_id).first()
    if current is None or not may_edit(current):
        abort(403)
    current.books.append(BookShelf(book_id=book_id))
    db.session.commit()
    return "", 204


@shelf.route("/<int:shelf_id>/massremove", methods=["POST"])
@login_required
def remove_many(shelf_id):
    current = db.session.query(Shelf).filter(Shelf.id == shelf_id).first()  # found: object-without-owner-check
    if current is None:
        abort(404)
    wanted = {int(number) for number in request.form.getlist("book")}
    current.books = [entry for entry in current.books if entry.book_id not in wanted]
    db.session.commit()
    return "", 204


@shelf.route("/<int:shelf_id>/delete", methods=["POST"])
@login_required
def delete_shelf(shelf_id):
    current = db.session.query(Shelf).filter(Shelf.id == shelf_id).first()
    if current is None or not may_edit(current):
        abort(403)
    db.session.delete(current)
    db.session.commit()
    return "", 204

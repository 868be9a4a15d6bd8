"""Do answers hold across files? Look-ups in services and repositories, told as in one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Rows = set[tuple[str, str, int]]
Told = Callable[[Mapping[str, str]], tuple[Rows, Rows]]
WAYS: dict[str, dict[str, str]] = {
    "ctfd": {
        "ctf/auth.py": """
import functools
from flask import abort, request, session, redirect, url_for
from ctf.models import Users
def authed():
    return bool(session.get("id", False))
def is_admin():
    if authed():
        user = Users.query.filter_by(id=session["id"]).first()
        return user is not None and user.type == "admin"
    return False
def authed_only(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        if authed():
            return f(*args, **kwargs)
        if request.content_type == "application/json":
            abort(403)
        return redirect(url_for("auth.login", next=request.full_path))
    return wrapper
def admins_only(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        if is_admin():
            return f(*args, **kwargs)
        if request.content_type == "application/json":
            abort(403)
        return redirect(url_for("auth.login", next=request.full_path))
    return wrapper
""",
        "ctf/models.py": """
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class Users(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    type = db.Column(db.String(80))
class Challenges(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80))
    flag = db.Column(db.String(80))
""",
        "ctf/api.py": """
from flask_restx import Namespace, Resource
from flask import request
from ctf.auth import admins_only, authed_only
from ctf.models import Challenges, db
ns = Namespace("challenges")
@ns.route("")
class ChallengeList(Resource):
    @authed_only
    def get(self):
        return [c.name for c in Challenges.query.all()]
    @admins_only
    def post(self):
        db.session.add(Challenges(name=request.json["name"], flag=request.json["flag"]))
        db.session.commit()
        return {}, 201
@ns.route("/<int:cid>")
class Challenge(Resource):
    @admins_only
    def patch(self, cid):
        c = Challenges.query.filter_by(id=cid).first_or_404()
        c.name = request.json["name"]
        db.session.commit()
        return {}
    @admins_only
    def put(self, cid):
        c = Challenges.query.filter_by(id=cid).first_or_404()
        c.flag = request.json["flag"]
        db.session.commit()
        return {}
    @authed_only  # found: function-without-role-check
    def delete(self, cid):
        c = Challenges.query.filter_by(id=cid).first_or_404()
        db.session.delete(c)
        db.session.commit()
        return {}, 204
""",
    },
    "dify tenant": {
        "kb/models.py": """
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class Dataset(db.Model):
    id = db.Column(db.String, primary_key=True)
    tenant_id = db.Column(db.String)
    name = db.Column(db.String)
""",
        "kb/service.py": """
from kb.models import Dataset, db
class DatasetService:
    @staticmethod
    def get_dataset(dataset_id):
        return db.session.query(Dataset).filter(Dataset.id == dataset_id).first()
    @staticmethod
    def check_permission(dataset, user):
        if dataset.tenant_id != user.current_tenant_id:
            raise PermissionError("no access")
""",
        "kb/controllers.py": """
from flask_restful import Resource
from flask_login import current_user, login_required
from werkzeug.exceptions import Forbidden, NotFound
from kb.service import DatasetService
from kb.models import db
class DatasetApi(Resource):
    @login_required
    def get(self, dataset_id):
        dataset = DatasetService.get_dataset(str(dataset_id))
        if dataset is None:
            raise NotFound("Dataset not found.")
        try:
            DatasetService.check_permission(dataset, current_user)
        except PermissionError as e:
            raise Forbidden(str(e))
        return {"name": dataset.name}
class DatasetIndexing(Resource):
    @login_required
    def delete(self, dataset_id):
        dataset = DatasetService.get_dataset(str(dataset_id))  # found: object-without-owner-check
        if dataset is None:
            raise NotFound("Dataset not found.")
        db.session.delete(dataset)
        db.session.commit()
        return {}, 204
def register(api):
    api.add_resource(DatasetApi, "/datasets/<uuid:dataset_id>")
    api.add_resource(DatasetIndexing, "/datasets/<uuid:dataset_id>/indexing")
""",
    },
    "realworld": {
        "rw/models.py": """
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class Article(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    slug = db.Column(db.String)
    author_id = db.Column(db.Integer)
    body = db.Column(db.Text)
""",
        "rw/views.py": """
from flask import Blueprint, abort, jsonify, request
from flask_jwt_extended import current_user, jwt_required
from rw.models import Article, db
bp = Blueprint("articles", __name__)
@bp.route("/api/articles/<slug>", methods=("GET",))
@jwt_required(optional=True)
def get_article(slug):
    article = Article.query.filter_by(slug=slug).first()
    if not article:
        abort(404)
    return jsonify(body=article.body)
@bp.route("/api/articles", methods=("POST",))
@jwt_required()
def make_article():
    db.session.add(Article(slug=request.json["title"], author_id=current_user.id))
    db.session.commit()
    return "", 201
@bp.route("/api/articles/<slug>", methods=("PUT",))
@jwt_required()
def update_article(slug):
    article = Article.query.filter_by(slug=slug, author_id=current_user.id).first()
    if not article:
        abort(404)
    article.body = str(request.json["body"])
    db.session.commit()
    return ""
@bp.route("/api/articles/<slug>", methods=("DELETE",))
@jwt_required()
def delete_article(slug):
    article = Article.query.filter_by(slug=slug, author_id=current_user.id).first_or_404()
    db.session.delete(article)
    db.session.commit()
    return "", 200
""",
    },
    "vampi connexion": {
        "api/users.py": """
import os, jwt
from flask import Response, request
from api.models import User, db
def token_validator(auth_header):
    if auth_header:
        try:
            token = auth_header.split(" ")[1]
        except IndexError:
            token = ""
    else:
        token = ""
    if token:
        try:
            return jwt.decode(token, os.environ["K"], algorithms=["HS256"])["sub"]
        except jwt.ExpiredSignatureError:
            return "Signature expired. Please log in again."
        except jwt.InvalidTokenError:
            return "Invalid token. Please log in again."
    return "Invalid token"
def get_by_username(username):
    user = User.query.filter_by(username=username).first()
    return {"username": user.username}
def delete_user(username):
    resp = token_validator(request.headers.get("Authorization"))
    if "expired" in resp or "Invalid token" in resp:
        return Response("{}", 401, mimetype="application/json")
    user = User.query.filter_by(username=resp).first()
    if user.admin:
        User.query.filter_by(username=username).delete()
        db.session.commit()
        return Response("{}", 200)
    return Response("{}", 401)
""",
        "api/models.py": """
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    username = db.Column(db.String)
    admin = db.Column(db.Boolean)
""",
    },
}


@pytest.mark.parametrize("files", WAYS.values(), ids=WAYS.keys())
def test_an_app_of_several_files_is_told_as_one(files: Mapping[str, str], told_files: Told) -> None:
    found, marked = told_files(files)
    assert found == marked

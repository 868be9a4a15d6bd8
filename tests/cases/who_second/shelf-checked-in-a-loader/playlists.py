import os

import peewee
from flask import Blueprint, Flask, abort, jsonify, request
from flask_login import LoginManager, UserMixin, current_user, login_required

database = peewee.SqliteDatabase(os.environ["PLAYLIST_DB"])


class Base(peewee.Model):
    class Meta:
        database = database


class Listener(UserMixin, Base):
    name = peewee.CharField(unique=True)


class Playlist(Base):
    listener = peewee.ForeignKeyField(Listener, backref="playlists")
    title = peewee.CharField()
    tracks = peewee.TextField(default="")


bp = Blueprint("playlists", __name__, url_prefix="/playlists")
manager = LoginManager()


@manager.user_loader
def load_listener(pk):
    return Listener.get_or_none(Listener.id == int(pk))


def load_or_refuse(playlist_id):
    playlist = Playlist.get_or_none(Playlist.id == playlist_id)
    if playlist is None:
        abort(404)
    if playlist.listener_id != current_user.id:
        abort(404)
    return playlist


@bp.get("/<int:playlist_id>")
@login_required
def show(playlist_id):
    playlist = load_or_refuse(playlist_id)
    return jsonify(title=playlist.title, tracks=playlist.tracks.split())


@bp.post("/<int:playlist_id>/tracks")
@login_required
def append(playlist_id):
    playlist = load_or_refuse(playlist_id)
    playlist.tracks += " " + str(request.get_json()["track"])
    playlist.save()
    return "", 204


@bp.delete("/<int:playlist_id>")
@login_required
def drop(playlist_id):
    load_or_refuse(playlist_id).delete_instance()
    return "", 204


def create_app():
    app = Flask(__name__)
    app.secret_key = os.environ["SECRET_KEY"]
    manager.init_app(app)
    app.register_blueprint(bp)
    return app

import os

from flask import Flask, abort, jsonify, request
from flask_login import current_user, login_required

from forum.loader import manager
from forum.models import Post, db

app = Flask(__name__)
app.config.update(SECRET_KEY=os.environ["SECRET_KEY"], SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"])
db.init_app(app)
manager.init_app(app)


@app.get("/posts")
@login_required
def posts():
    return jsonify([post.text for post in Post.query.order_by(Post.pinned.desc())])


@app.post("/posts")
@login_required
def write():
    post = Post(writer_id=current_user.id, text=str(request.get_json()["text"]))
    db.session.add(post)
    db.session.commit()
    return jsonify(id=post.id), 201


@app.post("/posts/<int:post_id>/pin")
@login_required
def pin(post_id):
    if not current_user.moderator:
        abort(403)
    post = db.get_or_404(Post, post_id)
    post.pinned = True
    db.session.commit()
    return "", 204

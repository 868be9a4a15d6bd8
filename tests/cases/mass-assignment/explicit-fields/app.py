import os

from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db = SQLAlchemy(app)

EDITABLE = ("title", "body")


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80))
    body = db.Column(db.Text)
    pinned = db.Column(db.Boolean, default=False)


@app.post("/posts")
def create():
    sent = request.get_json()
    post = Post(title=sent["title"], body=sent.get("body", ""))
    db.session.add(post)
    db.session.commit()
    return jsonify(id=post.id), 201


@app.patch("/posts/<int:number>")
def change(number):
    post = db.get_or_404(Post, number)
    sent = request.get_json()
    for field in EDITABLE:
        if field in sent:
            setattr(post, field, sent[field])
    db.session.commit()
    return jsonify(id=post.id)

import os

from flask import Flask, jsonify, request

from models import Member, db

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db.init_app(app)


@app.post("/members")
def register():
    member = Member(**request.get_json())  # found: mass-assignment
    db.session.add(member)
    db.session.commit()
    return jsonify(id=member.id), 201

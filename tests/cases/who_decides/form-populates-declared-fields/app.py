import os

from flask import Flask, abort, jsonify
from flask_login import LoginManager, current_user, login_required
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["GUEST_KEY"]
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["GUEST_DB"]
db = SQLAlchemy(app)
login_manager = LoginManager(app)


class Entry(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    author = db.Column(db.String(80))
    title = db.Column(db.String(80))
    text = db.Column(db.Text)
    approved = db.Column(db.Boolean, default=False)


class EntryForm(FlaskForm):
    title = StringField(validators=[DataRequired(), Length(max=80)])
    text = TextAreaField(validators=[DataRequired()])


@app.post("/entries")
@login_required
def write():
    form = EntryForm()
    if not form.validate_on_submit():
        abort(400)
    entry = Entry(author=current_user.get_id())
    form.populate_obj(entry)
    db.session.add(entry)
    db.session.commit()
    return jsonify(id=entry.id), 201

import os

from flask import Flask, jsonify, render_template
from flask_login import LoginManager, UserMixin, current_user, login_required
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Email, Length

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
db = SQLAlchemy(app)
lm = LoginManager(app)


class Person(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    first_name = db.Column(db.String(64))
    last_name = db.Column(db.String(64))
    email = db.Column(db.String(120))
    role = db.Column(db.String(20), default="viewer")


class InfoForm(FlaskForm):
    first_name = StringField(validators=[DataRequired(), Length(max=64)])
    last_name = StringField(validators=[DataRequired(), Length(max=64)])
    email = StringField(validators=[Email()])


@lm.user_loader
def load_person(person_id):
    return db.session.get(Person, int(person_id))


@app.route("/userinfo", methods=["GET", "POST"])
@login_required
def userinfo():
    form = InfoForm(obj=current_user)
    if form.validate_on_submit():
        form.populate_obj(current_user)
        db.session.commit()
        return jsonify(message="User information changed")
    return render_template("userinfo.html", form=form)

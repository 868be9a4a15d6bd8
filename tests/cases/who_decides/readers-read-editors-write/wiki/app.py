import os

from flask import Flask, jsonify, request
from flask_security import Security, SQLAlchemyUserDatastore, auth_required, roles_required

from wiki.models import Page, Role, User, db

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["WIKI_KEY"]
app.config["SECURITY_PASSWORD_SALT"] = os.environ["WIKI_SALT"]
app.config["SECURITY_TOKEN_MAX_AGE"] = 1800
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["WIKI_DB"]
db.init_app(app)
security = Security(app, SQLAlchemyUserDatastore(db, User, Role))


@app.get("/pages")
@auth_required("token")
def pages():
    return jsonify([page.title for page in Page.query])


@app.get("/pages/<title>")
@auth_required("token")
def page(title):
    return jsonify(text=Page.query.get_or_404(title).text)


@app.put("/pages/<title>")
@auth_required("token")
@roles_required("editor")
def write(title):
    found = Page.query.get_or_404(title)
    found.text = request.get_data(as_text=True)
    db.session.commit()
    return "", 204


@app.delete("/pages/<title>")
@auth_required("token")
@roles_required("editor")
def drop(title):
    db.session.delete(Page.query.get_or_404(title))
    db.session.commit()
    return "", 204

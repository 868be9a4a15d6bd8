import os
from datetime import timedelta

from flask import Flask
from flask_jwt_extended import JWTManager

from tree.resources import People, Person

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["TREE_KEY"]
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(minutes=15)
JWTManager(app)
app.add_url_rule("/people/", view_func=People.as_view("people"))
app.add_url_rule("/people/<int:number>", view_func=Person.as_view("person"))

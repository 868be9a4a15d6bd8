import os

from flask import Flask
from flask_login import LoginManager

from dbtool.misc_views import blueprint

app = Flask(__name__)
app.secret_key = os.environ["DBTOOL_KEY"]
LoginManager(app)
app.register_blueprint(blueprint)

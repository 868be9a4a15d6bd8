import os

from flask import Flask
from flask_appbuilder import AppBuilder, SQLA

from reports.api import ReportApi

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["REPORTS_KEY"]
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["REPORTS_DB"]
db = SQLA(app)
appbuilder = AppBuilder(app, db.session)
appbuilder.add_api(ReportApi)

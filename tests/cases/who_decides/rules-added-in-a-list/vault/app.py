from flask import Flask

from vault import views
from vault.auth import secured

app = Flask(__name__)
app.add_url_rule("/box", "show", secured(views.show), methods=["GET"])
app.add_url_rule("/box", "put", secured(views.put), methods=["POST"])
app.add_url_rule("/box", "clear", secured(views.clear), methods=["DELETE"])
app.add_url_rule("/dump", "dump", views.dump, methods=["GET"])

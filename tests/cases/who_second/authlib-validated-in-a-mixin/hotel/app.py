from flask import Flask

from hotel.views import Stays

app = Flask(__name__)
app.add_url_rule("/stays", view_func=Stays.as_view("stays"))

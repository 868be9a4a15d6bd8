from flask import Flask

from depot.views import StockView

app = Flask(__name__)
app.add_url_rule("/stock", view_func=StockView.as_view("stock"))

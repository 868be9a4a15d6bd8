from flask import Flask

from inventory.views import ItemView, ShelfView

app = Flask(__name__)
app.add_url_rule("/items/<code>", view_func=ItemView.as_view("item"))
app.add_url_rule("/shelves/<int:number>", view_func=ShelfView.as_view("shelf"))
